/* A link's secret is on its way before anything else of the page has come: on a slow line, each request is half a second. */
(() => {
  const secret = location.hash.slice(1);
  if (!secret) return;
  history.replaceState(null, "", location.pathname);
  const form = document.createElement("form");
  const box = document.createElement("input");
  Object.assign(form, { id: "arriving", method: "post", action: "/i/peek", hidden: true });
  Object.assign(box, { type: "hidden", name: "token", value: secret });
  form.append(box);
  document.documentElement.append(form);
  form.submit();
})();
