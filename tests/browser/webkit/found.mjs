// Runs in the page: what a locator stands for, by the rules of Playwright as far as the tests use them.

/** The elements that are left after all steps, in the order of the document. */
export function found(steps) {
  const ROLES = {
    alert: '[role=alert]',
    button: 'button, [role=button]',
    checkbox: 'input[type=checkbox]',
    heading: 'h1, h2, h3, h4',
    link: 'a[href]',
    list: 'ul, ol',
    navigation: 'nav',
    radio: 'input[type=radio]',
    textbox: 'textarea, input[type=text], input:not([type])',
  };
  const plain = (text) => text.replace(/[\u200b\u00ad]/g, '').replace(/\s+/g, ' ').trim();
  const matches = (text, { source, flags, words }) => {
    if (source !== undefined) return new RegExp(source, flags).test(plain(text));
    return plain(text).toLowerCase().includes(plain(words).toLowerCase());
  };
  const isHidden = (element) => !element.checkVisibility({ visibilityProperty: true });
  const isUnread = (element) => /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|HEAD|TITLE)$/.test(element.tagName);
  const byIds = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const labels = (element) =>
    element.hasAttribute('aria-labelledby') ? [byIds(element.getAttribute('aria-labelledby'))]
      : element.hasAttribute('aria-label') ? [element.getAttribute('aria-label')]
        : [...(element.labels ?? [])].map((label) => label.textContent);
  const nameOf = (element) => labels(element)[0] ?? element.textContent;
  const isWithin = (roots, element) => roots.some((root) => root !== element && root.contains(element));
  const within = (roots, css) => [...document.querySelectorAll(css)].filter((element) => isWithin(roots, element));

  const STEPS = {
    css: (roots, { css }) => within(roots, css),
    text: (roots, { text }) => {
      const all = within(roots, '*').filter((e) => !isUnread(e) && matches(e.textContent, text));
      return all.filter((element) => !all.some((other) => other !== element && element.contains(other)));
    },
    label: (roots, { text }) => within(roots, '*').filter((e) => labels(e).some((label) => matches(label, text))),
    role: (roots, { role, name }) =>
      within(roots, ROLES[role]).filter((element) => !isHidden(element) && (!name || matches(nameOf(element), name))),
    having: (roots, { text }) => roots.filter((element) => matches(element.textContent, text)),
    at: (roots, { at }) => [roots.at(at)].filter(Boolean),
  };
  return steps.reduce((roots, step) => STEPS[step.kind](roots, step), [document]);
}
