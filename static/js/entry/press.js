// Nothing moves under a finger: what changes the layout waits until the press is over.
let isDown = false;
let waiting = [];

export function afterPress(act) {
  if (isDown) waiting.push(act);
  else act();
}

function release() {
  isDown = false;
  const acts = waiting;
  waiting = [];
  // The click follows the release; the page may move after it.
  setTimeout(() => acts.forEach((act) => act()), 0);
}

document.addEventListener("pointerdown", () => {
  isDown = true;
}, { capture: true });
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, release, { capture: true });
