document.documentElement.classList.add('script');

// Pictures open in a viewer; without this script they are ordinary links.
const viewer = document.querySelector('.viewer');
const links = [...document.querySelectorAll('.picture')];
const image = viewer.querySelector('img');
const caption = viewer.querySelector('figcaption');
let current = 0;

function show(index) {
  current = (index + links.length) % links.length;
  const title = links[current].querySelector('img').alt;
  const place = document.createElement('small');
  place.textContent = `${current + 1} of ${links.length}`;
  image.src = links[current].href;
  image.alt = title;
  caption.replaceChildren(title, ' ', place);
}

links.forEach((link, index) => link.addEventListener('click', (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  show(index);
  viewer.showModal();
}));

viewer.querySelector('.previous').addEventListener('click', () => show(current - 1));
viewer.querySelector('.next').addEventListener('click', () => show(current + 1));
viewer.querySelector('.close').addEventListener('click', () => viewer.close());
viewer.addEventListener('click', (event) => {
  if (!event.target.closest('img, button')) {
    viewer.close();
  }
});
viewer.addEventListener('keydown', (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step) {
    show(current + step);
  }
});
viewer.addEventListener('close', () => links[current].focus());

// One piece of music at a time, and its disc turns.
const players = [...document.querySelectorAll('audio, video')];
for (const player of players) {
  const card = player.closest('.card, .film');
  player.addEventListener('play', () => {
    players.filter((other) => other !== player).forEach((other) => other.pause());
    card.classList.add('playing');
  });
  player.addEventListener('pause', () => card.classList.remove('playing'));
}

// A dropped file is uploaded by the same form as a chosen one.
const form = document.querySelector('.upload');
for (const type of ['dragover', 'dragleave', 'drop']) {
  form.addEventListener(type, (event) => {
    event.preventDefault();
    form.classList.toggle('over', type === 'dragover');
    if (type === 'drop' && event.dataTransfer.files.length > 0) {
      form.elements.file.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}
form.addEventListener('submit', () => {
  const button = form.querySelector('button');
  button.disabled = true;
  button.textContent = 'Uploading…';
});
addEventListener('pageshow', () => {
  const button = form.querySelector('button');
  button.disabled = false;
  button.textContent = 'Upload';
});
