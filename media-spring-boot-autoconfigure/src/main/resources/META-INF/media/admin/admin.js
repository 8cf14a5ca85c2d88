// Everything works without this script; it adds what is said with data- attributes.

// <table data-filter="label">: a search field that hides the rows without its words
for (const table of document.querySelectorAll('table[data-filter]')) {
  const rows = [...table.tBodies[0].rows];
  const search = document.createElement('input');
  search.type = 'search';
  search.placeholder = table.dataset.filter;
  search.setAttribute('aria-label', table.dataset.filter);
  search.addEventListener('input', () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
  table.before(search);
}

// <table data-sort>: headings that sort; <td data-value> is sorted by that number
for (const table of document.querySelectorAll('table[data-sort]')) {
  const headings = [...table.tHead.querySelectorAll('th')];
  for (const heading of headings) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const direction = heading.ariaSort === 'ascending' ? 'descending' : 'ascending';
      headings.forEach((other) => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', direction);
      const sign = direction === 'ascending' ? 1 : -1;
      const cell = (row) => row.cells[heading.cellIndex];
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort((a, b) => sign * compare(cell(a), cell(b))));
    });
  }
}

function compare(a, b) {
  if (a.dataset.value && b.dataset.value) {
    return a.dataset.value - b.dataset.value;
  }
  return a.textContent.trim().localeCompare(b.textContent.trim(), undefined, { numeric: true });
}

// <button data-confirm="question">: asks first
document.addEventListener('submit', (event) => {
  const question = event.submitter?.dataset.confirm;
  if (question && !confirm(question)) {
    event.preventDefault();
  }
});
