(() => {
  const part = (id) => document.getElementById(id);
  const entries = JSON.parse(part("index").textContent);
  const box = document.querySelector("form[data-search]").elements.q;
  const most = 100;

  // Case and accents make no difference.
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let folded = null;

  const found = (words) => {
    folded ??= entries.map((entry) => [plain(entry[1]), plain(entry[3])]);
    const made = [];
    folded.forEach(([text, more], at) => {
      if (!words.every((word) => text.includes(word) || more.includes(word))) return;
      const score = words.filter((word) => text.includes(word)).length;
      made.push([entries[at][0] === "Passage" ? 1 : 0, score, at]);
    });
    // Pages before places in them, and each with most of the words in what is shown first.
    return made.sort((a, b) => a[0] - b[0] || b[1] - a[1] || a[2] - b[2]).map(([, , at]) => entries[at]);
  };

  // The words around the first one found, with all of them marked; offsets hold where folding
  // keeps the length, and else nothing is marked.
  const shown = (text, words) => {
    const parts = document.createElement("span");
    const low = [...text].map((letter) => plain(letter)[0] ?? letter).join("");
    const same = low.length === text.length;
    const first = same ? Math.min(...words.map((w) => low.indexOf(w)).filter((at) => at >= 0), text.length) : 0;
    const begin = text.length > 320 && first > 120 && first < text.length ? text.lastIndexOf(" ", first - 80) + 1 : 0;
    let end = Math.min(text.length, begin + 320);
    if (end < text.length) end = text.lastIndexOf(" ", end);
    if (begin) parts.append("… ");
    let at = begin;
    while (same && at < end) {
      const hits = words.map((w) => [low.indexOf(w, at), w.length]).filter(([hit, size]) => hit >= 0 && hit + size <= end);
      if (!hits.length) break;
      const [hit, size] = hits.sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      const mark = document.createElement("mark");
      mark.textContent = text.slice(hit, hit + size);
      parts.append(text.slice(at, hit), mark);
      at = hit + size;
    }
    parts.append(text.slice(at, end));
    if (end < text.length) parts.append(" …");
    return parts;
  };

  const search = () => {
    const asked = box.value.trim();
    const words = plain(asked).split(/\s+/).filter(Boolean);
    const results = words.length ? found(words) : [];
    part("all").hidden = words.length > 0;
    part("results").replaceChildren(...results.slice(0, most).map(([kind, text, address, more]) => {
      const item = document.createElement("li");
      const label = document.createElement("span");
      label.className = "kind";
      label.textContent = kind;
      const link = document.createElement("a");
      link.href = address;
      link.append(shown(text, words));
      item.append(label, link);
      if (kind === "Passage") {
        const from = document.createElement("small");
        from.textContent = ` ${more}`;
        item.append(from);
      }
      return item;
    }));
    const count = results.length;
    part("found").textContent = !words.length ? "" :
      count === 0 ? `Nothing found for “${asked}”.` :
      `${count} found` + (count > most ? `, the first ${most} are shown` : "");
  };

  const arrive = () => {
    const asked = new URLSearchParams(location.hash.slice(1)).get("q");
    if (asked !== null && asked !== box.value) box.value = asked;
    search();
  };
  box.addEventListener("input", () => {
    history.replaceState(null, "", "#q=" + encodeURIComponent(box.value.trim()));
    search();
  });
  addEventListener("hashchange", arrive);
  arrive();
})();
