// Focus, toasts, and toggles that answer at once. Every page works without it.
(() => {
  "use strict";

  const TOAST_STAYS = 10_000;
  const seen = new WeakMap();
  const flipped = new WeakMap();

  const wrong = () => [...document.querySelectorAll("[data-errors]")];
  const shown = () => [...document.querySelectorAll(".thread :is(.reply, .answer), .rows > .case")];

  function toast(words) {
    const shelf = document.getElementById("toasts");
    for (const said of [...shelf.children]) {
      if (said.firstElementChild.textContent === words) said.remove();
    }
    const box = document.createElement("div");
    const text = document.createElement("p");
    const close = document.createElement("button");
    box.className = "toast";
    text.textContent = words;
    close.type = "button";
    close.dataset.dismiss = "";
    close.textContent = "Close";
    box.append(text, close);
    shelf.append(box);
    fadeUnlessHeld(box);
  }

  // Ten seconds, counted again from when the pointer or the focus leaves.
  function fadeUnlessHeld(box) {
    let timer;
    const start = () => {
      clearTimeout(timer);
      timer = setTimeout(() => box.matches(":hover, :focus-within") || box.remove(), TOAST_STAYS);
    };
    box.addEventListener("pointerleave", start);
    box.addEventListener("focusout", start);
    start();
  }

  // A toggle flips when pressed; the server's answer confirms it, or `flipBack` takes it back.
  function flip(ctx) {
    const button = ctx.request.submitter ?? ctx.sourceElement;
    if (!button.hasAttribute("aria-pressed")) return;
    flipped.set(ctx, button);
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
  }

  function flipBack(ctx) {
    const button = flipped.get(ctx);
    if (!button?.isConnected) return;
    flipped.delete(ctx);
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
  }

  // An error is shown where the server says; one that says nothing (a proxy's) replaces nothing.
  const isLost = ({ response, hx }) =>
    response.status >= 400 && response.status !== 422 && !hx.retarget;

  // Only what somebody did is worth a word; what a page fetches by itself is fetched again.
  function sayItFailed(ctx) {
    if (!ctx.sourceEvent?.isTrusted || ctx.sourceElement.matches("[data-check]")) return;
    if (!navigator.onLine) toast("You’re offline. What you wrote is still here.");
    else if (ctx.request.method === "GET") toast("That didn’t load. Try again.");
    else toast("That didn’t send. It’s still here; try again.");
  }

  // Pressing and sending, and not what a page does by itself or while somebody types.
  const isDeed = ({ sourceEvent }) => sourceEvent?.isTrusted && sourceEvent.type !== "input";

  function lookAt(element) {
    element.scrollIntoView({ block: "nearest" });
    element.focus({ preventScroll: true });
  }

  // Where the focus went away with what somebody pressed: to what is new, to the same toggle again,
  // or to the message or box that stands there now.
  function goOn(pressed, fresh, place) {
    if (!pressed.matches("a, button, form")) return;
    const url = pressed.getAttribute("hx-post");
    const next =
      fresh?.querySelector("header a, .whole-link") ??
      document.querySelector(`[aria-pressed][hx-post="${url}"]`) ??
      document.getElementById(place)?.querySelector(".at, textarea");
    if (next) lookAt(next);
  }

  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-print]")) window.print();
    target.closest("[data-dismiss]")?.closest(".note, .toast").remove();
  });

  document.addEventListener("toast", ({ detail }) => toast(detail.value));

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (ctx.request.method !== "GET" && isDeed(ctx)) document.getElementById("notice").replaceChildren();
    flip(ctx);
  });

  document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => flipBack(ctx));

  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (!ctx) return;
    flipBack(ctx);
    sayItFailed(ctx);
  });

  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (ctx.response && isLost(ctx)) {
      event.preventDefault();
      sayItFailed(ctx);
    } else {
      const known = new Set([...shown(), ...wrong()]);
      seen.set(ctx, { known, pressed: ctx.sourceElement, was: document.activeElement });
    }
  });

  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const { known, pressed, was } = seen.get(ctx);
    const fresh = shown().filter((element) => !known.has(element));
    fresh.forEach((element) => element.classList.add("fresh"));
    if (document.activeElement === document.body) goOn(pressed, fresh[0], ctx.target?.id);
    const here = document.activeElement;
    if (here !== was && here.matches("textarea[autofocus]")) here.selectionStart = here.value.length;

    const errors = wrong();
    const title = document.title.replace(/^Error: /, "");
    document.title = (document.querySelector(".note:is([id^=errors], [id^=urgent])") ? "Error: " : "") + title;
    const told = errors.find((error) => !known.has(error));
    if (told && ctx.response?.status === 422) lookAt(told);
  });

  document.querySelectorAll(".toast").forEach(fadeUnlessHeld);

  // The page outlived the sign-in that it was made for: with a fresh token it can go on.
  document.addEventListener("token", ({ detail }) => {
    const headers = JSON.stringify({ "X-CSRFToken": detail.value });
    document.body.setAttribute("hx-headers:inherited", headers);
    document.querySelectorAll("[name=csrf_token]").forEach((field) => (field.value = detail.value));
  });

  // Somebody who joins is probably in the zone that their device is in.
  const zone = document.querySelector("select[data-guess]");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone?.value === "UTC" && [...zone.options].some(({ value }) => value === here)) zone.value = here;
})();
