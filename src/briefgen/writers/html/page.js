// What a brief on a screen does beyond being a linked document: notes and the words that they
// cite find each other, outcomes are filtered, both panes are searched. Nothing is fetched,
// nothing is kept; without this script the page says the same.
(() => {
  "use strict";
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const brief = byId("brief");
  const sources = byId("sources");
  const tools = byId("tools");
  if (!brief || !sources || !tools) return;
  const { outcomes } = JSON.parse(byId("page").textContent);
  const notesOf = (element) => (element.dataset.n || "").split(" ").filter(Boolean).map(Number);
  const citing = (selector, notes) => all(selector).filter((e) => notesOf(e).some((n) => notes.includes(n)));

  root.classList.add("js");
  root.dataset.pane = "brief";
  tools.hidden = false;
  const measured = () => root.style.setProperty("--bar", `${tools.offsetHeight}px`);
  // Where there is little room, letters in a drawing are too small: its table takes its place.
  const narrow = matchMedia("(max-width: 30rem)");
  const unfolded = () => { for (const fold of all(".numbers")) fold.open = narrow.matches; };
  narrow.addEventListener("change", unfolded);
  unfolded();

  // Where there is room, search and filters are always there.
  const wide = matchMedia("(min-width: 64rem)");
  const fitted = () => { byId("more").open = wide.matches; measured(); };
  wide.addEventListener("change", fitted);
  byId("more").addEventListener("toggle", measured);
  addEventListener("resize", measured);
  fitted();

  // ------------------------------------------------------------------------ two panes
  const panes = { brief: byId("show-brief"), sources: byId("show-sources") };
  function show(pane) {
    root.dataset.pane = pane;
    for (const [name, button] of Object.entries(panes)) button.setAttribute("aria-pressed", name === pane);
  }
  for (const [name, button] of Object.entries(panes)) {
    button.addEventListener("click", () => { show(name); scrollTo(0, 0); });
  }
  show("brief");

  let arriving = true; // a page that is opened at a place does not glide there
  function go(element, focus = true) {
    show(sources.contains(element) ? "sources" : "brief");
    const still = arriving || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = still ? "instant" : "smooth";
    if (wide.matches && sources.contains(element)) {
      // Only the pane moves: the place in the brief, where the reader is, stays.
      const box = element.getBoundingClientRect();
      const pane = sources.getBoundingClientRect();
      const top = box.top - pane.top - (sources.clientHeight - Math.min(box.height, sources.clientHeight)) / 2;
      sources.scrollBy({ top, behavior });
    } else {
      element.scrollIntoView({ block: "center", behavior });
    }
    if (focus) element.focus({ preventScroll: true });
  }

  // ------------------------------------------------------------------- what is chosen
  const bar = byId("chosen");
  const told = byId("chosen-text");
  let chosen = null; // the note, or null
  let origin = null; // where to go back to

  function clear() {
    for (const element of all(".rests, .is-chosen")) element.classList.remove("rests", "is-chosen");
    for (const element of all(".ref[aria-current]")) element.removeAttribute("aria-current");
    bar.hidden = true;
    chosen = null;
  }

  function mark(notes) {
    clear();
    for (const sentence of citing(".s", notes)) sentence.classList.add("rests");
    for (const note of notes) byId(`mark-${note}`)?.setAttribute("aria-current", "true");
    bar.hidden = false;
  }

  const several = (count, one, more) => `${count} ${count === 1 ? one : more}`;

  function linked(notes) {
    const links = document.createDocumentFragment();
    notes.forEach((note, at) => {
      if (at) links.append(", ");
      const link = document.createElement("a");
      link.href = `#mark-${note}`;
      link.textContent = note;
      links.append(link);
    });
    return links;
  }

  function address(hash) {
    try { if (location.hash !== hash) history.pushState(null, "", hash); } catch { /* a preview without history */ }
  }

  // The words that a note cites. Pieces of a quote that others share stand side by side.
  function cited(quotes) {
    let words = "";
    let last = null;
    for (const quote of quotes) {
      const joined = last && quote.parentElement.previousSibling === last.parentElement;
      words += (words && !joined ? " … " : "") + quote.textContent;
      last = quote;
    }
    return words;
  }

  // What a note says; one that only names another note, with the words that it cites.
  function said(note, quotes) {
    const words = byId(`note-${note}`).querySelector("p");
    const text = words.textContent;
    const again = words.querySelector("a[href^='#note-']") && !/[“‘]/.test(text) && quotes.length;
    return again ? `${text.replace(/\.$/, "")}: “${cited(quotes)}”.` : text;
  }

  // A note: the words that it cites, in the source.
  function chooseNote(note, { focus = true, to = "source" } = {}) {
    if (!byId(`note-${note}`)) return;
    mark([note]);
    chosen = note;
    const quotes = citing(".quote", [note]);
    const passages = citing(".passages > li", [note]);
    for (const element of quotes.length ? quotes : passages) element.classList.add("is-chosen");
    told.replaceChildren(`Note ${note}. `, said(note, quotes));
    byId("chosen-back").hidden = false;
    address(`#note-${note}`);
    if (to === "source" && passages.length) {
      origin = byId(`mark-${note}`);
      go(quotes[0] || passages[0].querySelector(".number"), focus);
    } else {
      go(byId(`mark-${note}`), focus);
    }
  }

  // Words of the source: the sentences that rest on them.
  function chooseWords(element, { focus = true, move = true } = {}) {
    const notes = notesOf(element);
    mark(notes);
    element.classList.add("is-chosen");
    const resting = all(".s.rests").length;
    const what = element.matches(".quote") ? "these words" : "this passage";
    told.replaceChildren(
      resting ? `${several(resting, "sentence rests", "sentences rest")} on ${what}: notes ` : `No sentence rests on ${what}.`,
      linked(notes),
    );
    byId("chosen-back").hidden = true;
    const passage = element.closest("li");
    address(`#${passage.id}`);
    origin = element.matches(".quote") ? element : element.querySelector(".number");
    if (move && notes.length) go(byId(`mark-${notes[0]}`), focus);
    else go(origin, focus);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = byId(decodeURIComponent(link.hash.slice(1)));
    const note = link.closest(".notes > li[id^='note-']");
    const number = Number(/^#(?:note|mark)-(\d+)$/.exec(link.hash)?.[1]);
    let handled = true;
    if (link.matches(".quote")) chooseWords(link);
    else if (link.matches(".ref")) chooseNote(number);
    else if (note && target && sources.contains(target)) chooseNote(Number(note.id.slice(5)));
    else if (number && link.hash.startsWith("#mark-")) chooseNote(number, { to: "text" });
    else if (number) chooseNote(number);
    else if (target?.matches(".passages > li")) chooseWords(target, { move: false });
    else { handled = false; if (target) show(sources.contains(target) ? "sources" : "brief"); }
    if (handled) event.preventDefault();
  });

  function close() {
    const back = origin;
    clear();
    address("#brief");
    if (back) go(back);
    origin = null;
  }
  byId("chosen-close").addEventListener("click", close);
  byId("chosen-back").addEventListener("click", () => chosen && go(byId(`mark-${chosen}`)));
  const count = all(".notes > li[id^='note-']").length;
  const step = (by) => () => chooseNote(((chosen ?? (by > 0 ? 0 : 1)) - 1 + by + count) % count + 1, { focus: false });
  byId("chosen-previous").addEventListener("click", step(-1));
  byId("chosen-next").addEventListener("click", step(1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden && !event.target.closest?.("#find")) close();
  });

  function follow(focus) {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = byId(id);
    const note = /^note-(\d+)$/.exec(id);
    if (note) chooseNote(Number(note[1]), { focus });
    else if (target?.matches(".quote, .passages > li")) chooseWords(target, { focus, move: false });
    else if (target) { clear(); show(sources.contains(target) ? "sources" : "brief"); }
    else clear();
  }
  addEventListener("popstate", () => follow(false));

  // --------------------------------------------------------------------------- filters
  const filters = ["strength", "actor", "theme"].map((name) => [name, byId(`filter-${name}`)]).filter(([, e]) => e);
  const fits = {
    strength: (outcome, value) => outcome.strength === value,
    actor: (outcome, value) => outcome.actors.includes(value),
    theme: (outcome, value) => outcome.themes.includes(value),
  };
  function filter() {
    const kept = outcomes.map((o) => filters.every(([name, { value }]) => !value || fits[name](o, value)));
    for (const element of all("#brief [data-o]")) {
      element.classList.toggle("filtered", !element.dataset.o.split(" ").some((place) => kept[place]));
    }
    const shown = new Set(outcomes.flatMap((o, place) => (kept[place] ? o.notes : [])));
    const owned = new Set(outcomes.flatMap((o) => o.notes));
    for (const quote of all(".quote")) {
      quote.closest("mark").classList.toggle("aside-now", notesOf(quote).every((n) => owned.has(n) && !shown.has(n)));
    }
    const hidden = kept.filter((k) => !k).length;
    byId("filter-told").textContent = hidden ? `${hidden} of ${several(outcomes.length, "outcome", "outcomes")} hidden` : "";
    byId("filter-clear").hidden = !filters.some(([, { value }]) => value);
    measured();
  }
  for (const [, select] of filters) select.addEventListener("change", filter);
  byId("filter-clear").addEventListener("click", () => {
    for (const [, select] of filters) select.value = "";
    filter();
    filters[0]?.[1].focus();
  });

  // ---------------------------------------------------------------------------- search
  const input = byId("find");
  const blocks = "h1, h2, h3, h4, p, li, td, th, caption, figcaption";
  const folded = (text) => text.replace(/./gsu, (c) => {
    const plain = c.normalize("NFD").charAt(0).toLowerCase();
    return plain.length === c.length ? plain : c;
  });
  let ranges = [];
  let at = -1;

  function rangesIn(pane, wanted) {
    const found = [];
    for (const block of all(blocks, pane)) {
      if (block.querySelector(blocks) || block.closest("[hidden], .filtered, .annex, details:not([open])")) continue;
      const nodes = [];
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let text = "";
      while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
      const words = folded(text);
      for (let from = words.indexOf(wanted); from >= 0; from = words.indexOf(wanted, from + wanted.length)) {
        const range = document.createRange();
        const point = (offset, last) => nodes.findLast(([start]) => (last ? start < offset : start <= offset));
        const [low, first] = point(from, false);
        const [high, second] = point(from + wanted.length, true);
        range.setStart(first, from - low);
        range.setEnd(second, from + wanted.length - high);
        found.push(range);
      }
    }
    return found;
  }

  function paint() {
    if (!globalThis.CSS?.highlights) {
      getSelection().removeAllRanges();
      if (at >= 0) getSelection().addRange(ranges[at]);
      return;
    }
    CSS.highlights.set("found", new Highlight(...ranges));
    if (at >= 0) CSS.highlights.set("here", new Highlight(ranges[at]));
    else CSS.highlights.delete("here");
  }

  function find() {
    const wanted = folded(input.value.trim());
    const [mine, theirs] = wanted ? [[brief, byId("notes")], [sources]].map((parts) => parts.flatMap((part) => (part ? rangesIn(part, wanted) : []))) : [[], []];
    ranges = [...mine, ...theirs];
    at = -1;
    byId("found").textContent = wanted ? `${mine.length} in the brief, ${theirs.length} in the ${sources.dataset.word}` : "";
    for (const button of [byId("find-previous"), byId("find-next")]) button.disabled = !ranges.length;
    paint();
    measured();
  }

  function move(by) {
    if (!ranges.length) return;
    at = (at + by + ranges.length) % ranges.length;
    if (at < 0) at = ranges.length - 1;
    paint();
    const element = ranges[at].startContainer.parentElement;
    go(element, false);
    byId("found").textContent = `${at + 1} of ${ranges.length}`;
  }
  input.addEventListener("input", find);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); move(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { input.value = ""; find(); }
  });
  byId("find-next").addEventListener("click", () => move(1));
  byId("find-previous").addEventListener("click", () => move(at < 0 ? 0 : -1));
  find();
  if (location.hash) follow(false);
  arriving = false;
})();
