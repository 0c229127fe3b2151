// Shows what the server tells, and keeps the reader's place when the brief is made anew.
"use strict";

(() => {
  const part = (selector) => document.querySelector(selector);
  const status = part("#status");
  const problems = part("#problems");
  const main = part("main");
  const form = part("form");
  let events = null;
  let again = 0;

  // ------------------------------------------------------------------ listening

  // Browsers allow six connections to a server: pages that nobody sees let go of theirs.
  const listen = () => {
    clearTimeout(again);
    if (events || document.visibilityState === "hidden") return;
    events = new EventSource("/events" + location.search);
    events.onmessage = (event) => show(JSON.parse(event.data));
    events.addEventListener("busy", () => say(status, "Making it anew …"));
    events.onerror = () => {
      lost("The preview has ended. Start it again with: briefgen preview");
      if (events.readyState === EventSource.CLOSED) {
        leave();
        again = setTimeout(listen, 2000);
      }
    };
  };
  const leave = () => {
    if (events) events.close();
    events = null;
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
    else listen();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);

  const lost = (words) => {
    document.body.classList.add("lost");
    say(status, words);
  };
  const say = (element, words) => {
    if (element.textContent !== words) element.textContent = words;
  };

  // -------------------------------------------------------------------- showing

  let staged = main.innerHTML;
  let open = new Set();

  const show = (told) => {
    if (told.workspace !== document.body.dataset.workspace) {
      location.reload(); // another workspace is previewed at this address now
      return;
    }
    document.body.classList.remove("lost");
    document.title = told.title;
    say(status, told.status);
    if (problems.dataset.told !== told.problems) {
      problems.dataset.told = told.problems;
      open = new Set([...problems.querySelectorAll("details[open]")].map((one) => one.className));
      problems.innerHTML = told.problems; // escaped by the server
      for (const one of problems.querySelectorAll("details")) one.open = open.has(one.className);
    }
    if (told.stage !== staged) {
      staged = told.stage;
      stage(told.stage);
    }
  };

  // A new brief is laid out behind the old one and takes its place when it is ready.
  const stage = (html) => {
    const made = document.createElement("div");
    made.innerHTML = html;
    const next = made.firstElementChild;
    const old = main.querySelector("iframe:not(.coming)");
    for (const late of main.querySelectorAll(".coming")) late.remove();
    if (!old || !next || next.localName !== "iframe") {
      main.replaceChildren(...made.childNodes);
      for (const frame of main.querySelectorAll("iframe")) attend(frame);
      return;
    }
    next.classList.add("coming");
    next.addEventListener("load", () => {
      if (!next.isConnected) return;
      const focused = document.activeElement === old;
      const held = place(old);
      if (held) restore(next, held);
      next.classList.remove("coming");
      old.remove();
      if (focused) next.focus();
    }, { once: true });
    attend(next);
    main.append(next);
  };

  // The document in a frame; null for a PDF, which the browser's own reader shows.
  const inside = (frame) => {
    try {
      const page = frame.contentDocument;
      return page && page.body && page.contentType === "text/html" ? page : null;
    } catch {
      return null;
    }
  };

  // Links that lead out of the brief open beside the preview.
  const attend = (frame) => {
    const listenIn = () => {
      const page = inside(frame);
      if (!page) return;
      page.addEventListener("click", (event) => {
        const link = event.target instanceof frame.contentWindow.Element && event.target.closest("a[href]");
        if (!link || link.origin === location.origin || !/^https?:$/.test(link.protocol)) return;
        event.preventDefault();
        open_outside(link.href);
      });
    };
    frame.addEventListener("load", listenIn);
    listenIn();
  };
  const open_outside = (address) => window.open(address, "_blank", "noopener,noreferrer");

  // ------------------------------------------------------------ the reader's place

  const path = (element) => {
    const steps = [];
    for (let at = element; at && at.parentElement; at = at.parentElement) {
      if (at.id) return [`#${CSS.escape(at.id)}`, ...steps].join(" > ");
      const index = [...at.parentElement.children].indexOf(at) + 1;
      steps.unshift(`${at.localName}:nth-child(${index})`);
    }
    return ["html", ...steps].join(" > ");
  };
  const find = (page, selector) => {
    try {
      return page.querySelector(selector);
    } catch {
      return null;
    }
  };

  const scrollers = (page) => [page.scrollingElement, ...page.body.querySelectorAll("*")].filter(
    (one) => one && (one.scrollTop > 0 || one.scrollLeft > 0),
  );
  const top = (page, scroller) =>
    scroller === page.scrollingElement ? 0 : scroller.getBoundingClientRect().top;

  // Whether an element goes along when a part is scrolled.
  const moves = (element, scroller) => {
    for (let at = element; at && at !== scroller; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === "fixed" || style.position === "sticky") return false;
      if (at !== element && at.scrollHeight > at.clientHeight && /auto|scroll/.test(style.overflowY)) return false;
    }
    return true;
  };

  // Where the reader is: how far each part is scrolled, and what stands first in view there.
  const place = (frame) => {
    const page = inside(frame);
    if (!page) return null;
    const views = scrollers(page).map((scroller) => {
      const from = top(page, scroller);
      const seen = [...scroller.querySelectorAll("[id]")].find((one) => {
        const box = one.getBoundingClientRect();
        return box.height > 0 && box.top >= from - 1 && moves(one, scroller);
      });
      return {
        scroller: scroller === page.scrollingElement ? null : path(scroller),
        top: scroller.scrollTop,
        left: scroller.scrollLeft,
        id: seen ? seen.id : null,
        offset: seen ? seen.getBoundingClientRect().top - from : 0,
      };
    });
    const focus = page.activeElement && page.activeElement !== page.body ? path(page.activeElement) : null;
    const fields = [...page.querySelectorAll("input, select")].map((field) => ({
      path: path(field), value: field.value, checked: field.checked,
    }));
    const folded = [...page.querySelectorAll("details")].map((one) => [path(one), one.open]);
    return { views, focus, fields, folded, hash: frame.contentWindow.location.hash };
  };

  const restore = (frame, held) => {
    const page = inside(frame);
    if (!page) return;
    if (held.hash) frame.contentWindow.location.replace(held.hash);
    for (const [where, opened] of held.folded) {
      const one = find(page, where);
      if (one) one.open = opened;
    }
    for (const { path: where, value, checked } of held.fields) {
      const field = find(page, where);
      if (!field || (field.value === value && field.checked === checked)) continue;
      field.value = value;
      field.checked = checked;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    if (held.focus) find(page, held.focus)?.focus({ preventScroll: true });
    for (const view of held.views) {
      const scroller = view.scroller === null ? page.scrollingElement : find(page, view.scroller);
      if (!scroller) continue;
      const to = (up, left) => scroller.scrollTo({ top: up, left, behavior: "instant" });
      to(view.top, view.left);
      const seen = view.id === null ? null : page.getElementById(view.id);
      if (!seen) continue;
      const moved = seen.getBoundingClientRect().top - top(page, scroller) - view.offset;
      to(scroller.scrollTop + moved, view.left);
    }
  };

  // ---------------------------------------------------------------------- starting

  form.addEventListener("change", () => form.requestSubmit());
  document.documentElement.classList.add("live");
  for (const frame of main.querySelectorAll("iframe")) attend(frame);
  listen();
})();
