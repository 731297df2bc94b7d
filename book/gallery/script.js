"use strict";
// Films play when they are asked to, and only then.
for (const button of document.querySelectorAll(".play")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const screen = button.parentElement, playing = button.getAttribute("aria-pressed") === "true";
    screen.querySelector(".moving")?.remove();
    button.removeAttribute("aria-busy");
    button.setAttribute("aria-pressed", String(!playing));
    if (playing) return;
    const video = "video" in button.dataset;
    const film = document.createElement(video ? "video" : "img");
    film.className = "moving";
    if (video) Object.assign(film, {muted: true, loop: true, autoplay: true, playsInline: true});
    else film.alt = "";
    // The still stays until there is something to be seen instead.
    film.style.visibility = "hidden";
    button.setAttribute("aria-busy", "true");
    film.addEventListener(video ? "loadeddata" : "load", () => {
      film.style.visibility = "";
      button.removeAttribute("aria-busy");
    });
    film.addEventListener("error", () => {
      film.remove();
      button.removeAttribute("aria-busy");
      button.setAttribute("aria-pressed", "false");
      say("The film cannot be read: " + button.dataset.film);
    });
    film.src = button.dataset.film;
    button.before(film);
  });
}

// A film without a still shows its first frame.
for (const canvas of document.querySelectorAll("[data-first]")) {
  const first = new Image();
  first.addEventListener("load", () => canvas.getContext("2d").drawImage(first, 0, 0, canvas.width, canvas.height));
  first.src = canvas.dataset.first;
}

for (const group of document.querySelectorAll(".copies")) group.hidden = false;
for (const button of document.querySelectorAll("[data-copy]")) {
  const name = button.textContent;
  button.addEventListener("click", async () => {
    const code = document.getElementById(button.dataset.copy);
    if (!await copied(code)) {
      say("Selected: copy it with Ctrl+C.");
      return;
    }
    say(name + " copied.");
    button.classList.add("copied");
    button.textContent = "Copied";
    setTimeout(() => {
      button.classList.remove("copied");
      button.textContent = name;
    }, 1500);
  });
}

// copied puts the text of an element on the clipboard. Where a page may not,
// the text is shown and selected.
async function copied(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    code.closest("details").open = true;
    getSelection().selectAllChildren(code);
    code.scrollIntoView({block: "nearest"});
    return document.execCommand("copy");
  }
}

let silence;
function say(text) {
  const said = document.getElementById("said");
  said.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => said.textContent = "", 4000);
}

const find = document.getElementById("find");
if (find) {
  find.parentElement.hidden = false;
  const cards = [...document.querySelectorAll(".card")];
  const texts = cards.map(card => card.querySelector(".words").textContent.toLowerCase());
  const search = () => {
    const words = find.value.toLowerCase().split(/\s+/);
    let n = 0;
    cards.forEach((card, i) => {
      card.hidden = !words.every(word => texts[i].includes(word));
      n += !card.hidden;
    });
    document.getElementById("found").textContent = find.value.trim() && n + " of " + cards.length;
  };
  find.addEventListener("input", search);
  search(); // a browser may have kept the words of the last visit
}
