// Listening for what is new: begun when the page is seen, ended when it may not be heard any more.
(() => {
  "use strict";

  const NO_MORE = [204, 401];
  const AGAIN = 1500;
  const PACE = 15;
  const AT_MOST = 30_000;

  // A page that was opened behind others must not hold one of the browser's few connections.
  const sayIfSeen = () => document.hidden || htmx.trigger(document.body, "seen");

  // htmx would ask for a stream for ever; here the page looks once more, and is told why.
  function hear({ detail: { connection, status = connection?.status } }) {
    if (!NO_MORE.includes(status) || connection.isOver) return;
    connection.isOver = true;
    htmx.trigger(document.body, "over");
  }

  // Where hundreds of pages heard the same ring, each takes its turn to ask: 15 ms for every page.
  function takeTurn({ detail }) {
    const pages = Number(detail.message.data.split(" ")[1] ?? 0);
    const wait = Math.random() * Math.min(pages * PACE, AT_MOST);
    if (pages) detail.waitUntil(new Promise((done) => setTimeout(done, wait)));
  }

  // A pill was counted from where the page was when it asked, and the page may have moved on.
  function isOutdated({ sourceElement, request }) {
    if (sourceElement.id !== "pill") return false;
    const asked = new URL(request.action, document.baseURI).searchParams.get("seen");
    return asked !== document.querySelector("#place [name=seen]").value;
  }

  // A stream that broke is asked for again by htmx; one that never began, here.
  function beginAgain({ detail: { ctx } }) {
    const status = ctx.response?.status ?? 0;
    if (ctx.sourceElement.id === "bell" && ![200, ...NO_MORE].includes(status)) {
      setTimeout(sayIfSeen, AGAIN);
    }
  }

  window.addEventListener("pageshow", sayIfSeen);
  document.addEventListener("visibilitychange", sayIfSeen);

  document.addEventListener("htmx:finally:request", beginAgain);
  document.addEventListener("htmx:sse:before:message", takeTurn);
  document.addEventListener("htmx:sse:after:connection", hear);
  document.addEventListener("htmx:sse:error", hear);
  document.addEventListener("htmx:sse:before:connection", (event) => {
    if (event.detail.connection.isOver) event.preventDefault();
  });

  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (!isOutdated(ctx)) return;
    event.preventDefault();
    htmx.trigger(ctx.sourceElement, "again");
  });
})();
