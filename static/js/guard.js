// The check beside what one writes: marks under the words, and safer words by a click or a key.
(() => {
  "use strict";

  const known = new WeakSet();
  const before = new WeakMap();
  const marks = new WeakMap();
  const asked = new WeakMap();
  const answered = new WeakMap();
  const put = new WeakMap();
  const focusedIn = new WeakMap();
  let isOurs = false;

  const panelOf = (element) => element.closest("form")?.querySelector("[data-check]");
  const boxesOf = (panel) => [...panel.closest("form").querySelectorAll("[data-guarded]")];
  const details = (panel) => [...panel.querySelectorAll(".finding:not(.kept)")];
  const marksIn = (panel, box) =>
    details(panel)
      .flatMap((detail) => marks.get(detail) ?? [])
      .filter((mark) => mark.box === box)
      .sort((one, other) => one.start - other.start);

  // What an answer is about: another text, or another tick, and it is out of date.
  const asItIs = (panel) =>
    JSON.stringify([
      boxesOf(panel).map((box) => box.value),
      [...panel.querySelectorAll("input")].map((tick) => tick.checked),
    ]);

  function begin(panel) {
    if (known.has(panel)) return;
    known.add(panel);
    boxesOf(panel).forEach((box) => before.set(box, box.value));
    if (!panel.querySelector("[data-waiting]")) answered.set(panel, asItIs(panel));
    read(panel);
  }

  function read(panel) {
    for (const detail of panel.querySelectorAll(".finding")) {
      const found = JSON.parse(detail.dataset.marks).map(([id, start, end, from, to, words]) => {
        return { box: document.getElementById(id), start, end, from, to, words };
      });
      marks.set(detail, found);
    }
    boxesOf(panel).forEach((box) => draw(panel, box));
  }

  function draw(panel, box) {
    const under = box.parentElement.querySelector(".under");
    if (!under) return;
    const here = document.activeElement.closest(".finding");
    let reached = 0;
    const drawn = [];
    for (const mark of marksIn(panel, box)) {
      if (mark.start < reached) continue;
      const shown = document.createElement("mark");
      const detail = details(panel).find((one) => marks.get(one)?.includes(mark));
      shown.classList.toggle("hard", detail.classList.contains("is-stop"));
      shown.classList.toggle("here", detail === here);
      shown.textContent = box.value.slice(mark.start, mark.end);
      drawn.push(box.value.slice(reached, mark.start), shown);
      reached = mark.end;
    }
    under.replaceChildren(...drawn, `${box.value.slice(reached)}\u200b`);
  }

  // Marks keep to their words while somebody types; those whose words are changed are gone.
  function shift(panel, box) {
    const was = before.get(box) ?? "";
    const is = box.value;
    const shorter = Math.min(was.length, is.length);
    let head = 0;
    while (head < shorter && was[head] === is[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && was.at(-1 - tail) === is.at(-1 - tail)) tail += 1;
    const changedTo = was.length - tail;
    const by = is.length - was.length;
    for (const detail of panel.querySelectorAll(".finding")) {
      const left = (marks.get(detail) ?? []).filter((mark) => {
        return mark.box !== box || mark.to <= head || mark.from >= changedTo;
      });
      for (const mark of left) {
        if (mark.box !== box || mark.to <= head) continue;
        for (const place of ["start", "end", "from", "to"]) mark[place] += by;
      }
      marks.set(detail, left);
    }
    before.set(box, is);
    draw(panel, box);
  }

  // As if typed, so that the browser's own undo takes it back.
  function write({ box, from, to, words }) {
    box.focus({ preventScroll: true });
    box.setSelectionRange(from, to);
    isOurs = true;
    if (!document.execCommand(words ? "insertText" : "delete", false, words)) {
      box.setRangeText(words, from, to, "end");
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    isOurs = false;
  }

  function count(panel, more) {
    const counted = panel.closest("form").elements.generalised;
    if (counted) counted.value = Math.max(0, Number(counted.value) + more);
  }

  function use(panel, some) {
    const next = after(panel, some.at(-1));
    const place = scrollY;
    const changed = [];
    for (const box of boxesOf(panel)) {
      const here = some.flatMap((detail) => marks.get(detail).filter((mark) => mark.box === box));
      for (const mark of here.sort((one, other) => other.from - one.from)) {
        if (!some.some((detail) => marks.get(detail).includes(mark))) continue;
        write(mark);
        changed.push(box);
      }
    }
    some.forEach((detail) => detail.remove());
    count(panel, some.length);
    put.set(panel, { changed, count: some.length });
    offerUndo(panel, some.length === 1 ? "Changed." : `${some.length} details changed.`);
    scrollTo(scrollX, place);
    goTo(panel, next);
  }

  function undo(panel) {
    const { changed, count: some } = put.get(panel);
    for (const box of changed.reverse()) {
      box.focus({ preventScroll: true });
      isOurs = true;
      document.execCommand("undo");
      isOurs = false;
    }
    count(panel, -some);
    offerUndo(panel, "");
  }

  function offerUndo(panel, words) {
    const offer = panel.querySelector("[data-undo]");
    if (!words) put.delete(panel);
    offer.hidden = !words;
    offer.firstElementChild.textContent = words;
  }

  const after = (panel, detail) => {
    const all = details(panel);
    return all[all.indexOf(detail) + 1] ?? all.find((other) => other !== detail);
  };

  function goTo(panel, detail) {
    const place = detail?.isConnected ? detail.querySelector("button") : panel.querySelector("[role=status]");
    place.scrollIntoView({ block: "nearest" });
    place.focus({ preventScroll: true });
  }

  // From the text to the first detail at or after the caret; from one detail to the next.
  function step(panel, from, isBack) {
    const all = details(panel);
    const here = all.indexOf(from.closest(".finding"));
    if (here >= 0) return goTo(panel, all.at((here + (isBack ? -1 : 1)) % all.length));
    const isAhead = ({ box, end }) => box === from && end >= from.selectionStart;
    const ahead = marksIn(panel, from).find(isAhead);
    goTo(panel, all.find((detail) => marks.get(detail).includes(ahead)) ?? all.at(isBack ? -1 : 0));
  }

  function show(detail, boxId) {
    const found = marks.get(detail) ?? [];
    const mark = found.find(({ box }) => box.id === boxId) ?? found[0];
    if (!mark) return false;
    mark.box.focus();
    mark.box.setSelectionRange(mark.start, mark.end);
    return true;
  }

  // Only what is new is written, as what is written is read out.
  function tell(element, ...words) {
    if (element.textContent.trim() === words.join(" ").trim()) return;
    const strong = document.createElement("strong");
    strong.textContent = words[0];
    element.replaceChildren(...(words.length > 1 ? [strong, " ", words[1]] : words));
  }

  function tellAll(panel) {
    const { first, more, short, left } = panel.querySelector(".found").dataset;
    const bar = panel.closest("form").querySelector("[data-bar]");
    const why = panel.querySelector("[data-left]");
    tell(panel.querySelector("[role=status]"), first, more);
    if (bar) {
      bar.hidden = !short;
      bar.lastElementChild.textContent = short;
    }
    if (why.textContent) tell(why, left);
  }

  const fallSilent = (panel) =>
    tell(panel.querySelector("[role=status]"), panel.dataset.silent);

  const nameOf = (element) => `${element.name}=${element.value}`;

  document.addEventListener("input", ({ target }) => {
    const panel = target.matches("[data-guarded]") && panelOf(target);
    if (!panel) return;
    if (!isOurs) offerUndo(panel, "");
    shift(panel, target);
  });

  document.addEventListener("click", (event) => {
    const panel = event.target.closest("[data-check]");
    if (!panel) return;
    const button = event.target.closest("button, a[href^='#']");
    const detail = button?.closest(".finding");
    if (button?.name === "use") use(panel, [detail]);
    else if (button?.name === "use_all") use(panel, details(panel));
    else if (button?.closest("[data-undo]")) undo(panel);
    else if (!detail || button.matches("button") || !show(detail, button.hash.slice(1))) return;
    event.preventDefault();
  });

  document.addEventListener("change", ({ target }) => {
    const detail = target.closest("[data-check] .finding");
    if (!detail || target.name !== "kept") return;
    const panel = panelOf(detail);
    const next = after(panel, detail);
    detail.classList.toggle("kept", target.checked);
    boxesOf(panel).forEach((box) => draw(panel, box));
    if (target.checked) goTo(panel, next);
  });

  document.addEventListener("keydown", (event) => {
    const panel = event.target.closest("[data-check], [data-guarded]") && panelOf(event.target);
    if (!panel) return;
    const isInside = panel.contains(event.target);
    const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (event.key === "F8" && details(panel).length) step(panel, event.target, event.shiftKey);
    else if (isInside && isUndo && put.has(panel)) undo(panel);
    else if (!isInside || event.key !== "Escape") return;
    else if (!show(event.target.closest(".finding"))) boxesOf(panel)[0].focus();
    event.preventDefault();
  });

  for (const turn of ["focusin", "focusout"]) {
    document.addEventListener(turn, ({ target }) => {
      const panel = target.closest(".finding") && target.closest("[data-check]");
      if (panel) requestAnimationFrame(() => boxesOf(panel).forEach((box) => draw(panel, box)));
    });
  }

  // What the check has found in this very text needs no asking; otherwise the server has its say.
  document.addEventListener(
    "submit",
    (event) => {
      const panel = panelOf(event.target);
      if (!panel || event.submitter?.formNoValidate) return;
      const left = details(panel).find((detail) => "stops" in detail.dataset);
      if (!left || answered.get(panel) !== asItIs(panel)) return;
      event.preventDefault();
      event.stopPropagation();
      event.target.querySelector("[data-errors]:not(:has(input))")?.remove();
      tell(panel.querySelector("[data-left]"), panel.querySelector(".found").dataset.left);
      goTo(panel, left);
    },
    true,
  );

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement.matches("[data-check]")) asked.set(ctx, asItIs(ctx.sourceElement));
  });

  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    const panel = ctx.sourceElement;
    if (!panel.matches("[data-check]")) return;
    if (ctx.response.status !== 200) fallSilent(panel);
    if (ctx.response.status !== 200 || asked.get(ctx) !== asItIs(panel)) event.preventDefault();
    else if (panel.contains(document.activeElement)) focusedIn.set(ctx, document.activeElement);
  });

  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const panel = ctx.sourceElement;
    if (panel.matches("[data-check]")) {
      const focused = focusedIn.get(ctx);
      answered.set(panel, asItIs(panel));
      read(panel);
      tellAll(panel);
      if (focused && !focused.isConnected) {
        const same = [...panel.querySelectorAll("button, input")];
        const again = same.find((one) => nameOf(one) === nameOf(focused));
        if (again) again.focus({ preventScroll: true });
        else goTo(panel, details(panel)[0]);
      }
    }
    document.querySelectorAll("[data-check]").forEach(begin);
  });

  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx?.sourceElement.matches("[data-check]")) fallSilent(ctx.sourceElement);
  });

  document.querySelectorAll("[data-check]").forEach(begin);
})();
