"use strict";
// In the head, so that a page whose colours the reader has chosen never shows the others first.
try {
  const kept = window.localStorage.getItem("vitrine-theme");
  if (kept === "light" || kept === "dark") {
    document.documentElement.dataset.theme = kept;
  }
} catch {
  // a page opened from a file may have no storage
}
