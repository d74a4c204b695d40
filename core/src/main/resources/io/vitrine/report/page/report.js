"use strict";
// The report reads well without this script: it adds the theme's switch, unfolds what a link leads to,
// and tells in words what the pointer or the arrow keys are on in a figure.

const root = document.documentElement;

function keepTheme(theme) {
  try {
    window.localStorage.setItem("vitrine-theme", theme);
  } catch {
    // a page opened from a file may have no storage
  }
}

function isDark() {
  const chosen = root.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function themeSwitch() {
  const button = document.getElementById("theme");
  const show = () => {
    button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    keepTheme(root.dataset.theme);
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  button.hidden = false;
  show();
}

function unfold(id) {
  const target = id && document.getElementById(id);
  if (!target) {
    return;
  }
  for (let place = target; place; place = place.parentElement) {
    if (place instanceof HTMLDetailsElement) {
      place.open = true;
    }
  }
  target.scrollIntoView();
  const focus = target.matches("details") ? target.querySelector("summary") : target;
  if (!focus.matches("a, button, summary, [tabindex]")) {
    focus.setAttribute("tabindex", "-1");
  }
  focus.focus({ preventScroll: true });
}

function fragment() {
  return decodeURIComponent(location.hash.slice(1));
}

// Figures: the marks with a tooltip can be read one by one with the arrow keys.

function title(mark) {
  const own = mark.querySelector(":scope > title");
  return own ? own.textContent : "";
}

function columnsOf(marks) {
  const top = marks[0].getBoundingClientRect().top;
  const next = marks.findIndex((mark) => Math.abs(mark.getBoundingClientRect().top - top) > 2);
  return next < 1 ? 1 : next;
}

function move(key, at, marks) {
  const columns = columnsOf(marks);
  const step = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    Home: -marks.length,
    End: marks.length,
  }[key];
  return step === undefined ? -1 : Math.min(marks.length - 1, Math.max(0, at + step));
}

function readable(figure) {
  const frame = figure.querySelector(".scroll");
  const readout = figure.querySelector(".readout");
  const svg = figure.querySelector("svg");
  if (!frame || !readout || !svg) {
    return;
  }
  let marks = null;
  let at = -1;
  const read = (mark) => {
    svg.querySelector(".read")?.classList.remove("read");
    if (mark) {
      readout.textContent = title(mark);
    }
  };
  frame.addEventListener("keydown", (event) => {
    marks = marks ?? [...svg.querySelectorAll("g")].filter((mark) => title(mark));
    const next = marks.length && event.target === frame ? move(event.key, at, marks) : -1;
    if (next < 0) {
      return;
    }
    event.preventDefault();
    at = next;
    read(marks[at]);
    marks[at].classList.add("read");
    marks[at].scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  frame.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    read(link?.querySelector("g"));
  });
  frame.addEventListener("pointerover", (event) => {
    read([event.target.closest("g")].find((mark) => mark && title(mark)));
  });
}

themeSwitch();
document.querySelectorAll("figure").forEach(readable);
unfold(fragment());
addEventListener("hashchange", () => unfold(fragment()));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const target = link?.getAttribute("href");
  if (target === location.hash && target?.startsWith("#")) {
    unfold(target.slice(1)); // the same link a second time changes no hash
  }
});
