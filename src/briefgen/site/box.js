"use strict";
(() => {
  const form = document.querySelector("form[data-search]");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = form.elements.q.value.trim();
    location.href = form.dataset.search + "#q=" + encodeURIComponent(words);
  });
})();
