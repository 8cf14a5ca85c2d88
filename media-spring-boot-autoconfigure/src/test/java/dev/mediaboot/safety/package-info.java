/**
 * The ways in which other products that serve files were broken, tried on this one. The
 * label of each row says which product, and what was wrong with it; the classes are
 * sorted by the rule that keeps it from happening here:
 * <dl>
 * <dt>R1</dt>
 * <dd>a path is decoded once and refused rather than repaired; mount, policy and file
 * come from that one value: {@link dev.mediaboot.safety.PathReadingTests}</dd>
 * <dt>R2</dt>
 * <dd>a file lies below its root by the names of its real path, not by a prefix of
 * characters: {@link dev.mediaboot.safety.RootConfinementTests}</dd>
 * <dt>R3</dt>
 * <dd>size, time and bytes are those of one opened file:
 * {@link dev.mediaboot.safety.ReadOnlyTests}, and the tests of directories, which change
 * files while they are looked at</dd>
 * <dt>R4</dt>
 * <dd>the work that a request asks for is bounded before anything is read:
 * {@link dev.mediaboot.safety.BoundedWorkTests}</dd>
 * <dt>R5</dt>
 * <dd>nothing is ever written: {@link dev.mediaboot.safety.ReadOnlyTests}</dd>
 * <dt>R6</dt>
 * <dd>a redirect is a path, made of the mount:
 * {@link dev.mediaboot.safety.RedirectTests}</dd>
 * <dt>R7</dt>
 * <dd>an error tells nothing of the request and nothing of the disk:
 * {@link dev.mediaboot.safety.DisclosureTests}</dd>
 * <dt>R8</dt>
 * <dd>what is kept is kept under everything that led to it:
 * {@link dev.mediaboot.safety.KeptAnswerTests}</dd>
 * <dt>R9</dt>
 * <dd>a request cannot make a server in front send a file:
 * {@link dev.mediaboot.safety.OffloadFieldTests}</dd>
 * <dt>R10</dt>
 * <dd>what strangers wrote runs nothing, and hidden files stay hidden:
 * {@link dev.mediaboot.safety.InertContentTests}</dd>
 * <dt>R11</dt>
 * <dd>the other names that Windows has for a file are refused:
 * {@link dev.mediaboot.safety.WindowsAliasTests}, and {@code WindowsNamesTests}, whose
 * names need no disk of Windows</dd>
 * <dt>R12</dt>
 * <dd>a file is found by the name it has on the disk only:
 * {@link dev.mediaboot.safety.NameOnDiskTests}</dd>
 * <dt>R13</dt>
 * <dd>roots that would expose the application are refused:
 * {@link dev.mediaboot.safety.DangerousRootTests}</dd>
 * </dl>
 * A row with several rules is in the class of the one that it has most to do with.
 */
package dev.mediaboot.safety;
