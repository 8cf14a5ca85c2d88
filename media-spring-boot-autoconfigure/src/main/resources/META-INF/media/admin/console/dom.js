// What comes from the endpoint is text of strangers: it enters the page as text and as nothing else.

export function byId(id) {
  return document.getElementById(id);
}

export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.map((child) => child instanceof Node ? child : String(child)));
  return node;
}

/** Touches the page only when there is something new, which keeps selections and screen readers in peace. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

/** A path, which may be broken behind its separators. */
export function path(text) {
  const parts = String(text).split(/(?<=[/.])(?=[^/.])/);
  return element('code', {}, ...parts.flatMap((part, i) => i === 0 ? [part] : [element('wbr'), part]));
}

export function copyTemplate(id) {
  return byId(id).content.cloneNode(true);
}

/** A list of terms in the order in which they were first set, each with a description that can be set again and again. */
export class Terms {

  node = element('dl', { class: 'terms' });

  #descriptions = new Map();

  set(term, text) {
    setText(this.#descriptions.get(term) ?? this.#add(term), text);
  }

  #add(term) {
    const description = element('dd');
    this.#descriptions.set(term, description);
    this.node.append(element('div', {}, element('dt', {}, term), description));
    return description;
  }

}
