// The engines that the tests run in. All of them are spoken to in Playwright's words.

import { chromium, firefox } from 'playwright-core';
import { launch as launchWebKit } from './webkit/browser.mjs';

export const ENGINE = process.env.ENGINE ?? 'chromium';

const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-features=AutofillServerCommunication',
];

// Firefox as Debian has it asks for nothing by itself, and keeps nothing.
const FIREFOX_SETTINGS = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'network.proxy.allow_hijacking_localhost': true,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
};

const ENGINES = {
  chromium: { launch: () => chromium.launch({ executablePath: process.env.CHROMIUM, args: CHROMIUM_FLAGS }) },
  firefox: { launch: launchFirefox, lacks: ['javaScriptEnabled', 'media', 'sizes'] },
  // It keeps no `Secure` cookie of a plain `http://localhost`, and its driver loses one visitor to the next.
  webkit: { launch: launchWebKit, lacks: ['javaScriptEnabled', 'media', 'sizes', 'route', 'download', 'visitors'], flags: ['--tls'] },
};

const { launch, lacks = [], flags = [] } = ENGINES[ENGINE];

export { flags, launch };

/** For the options of a test: skips it in an engine that cannot do what it needs. */
export function needs(...abilities) {
  const missing = abilities.filter((ability) => lacks.includes(ability));
  return { skip: missing.length > 0 && `no ${missing.join(', ')} in ${ENGINE}` };
}

export const can = (ability) => !lacks.includes(ability);

/** Light or dark is a setting of the whole of Firefox, so there is one for each. */
async function launchFirefox() {
  const opened = new Map();
  const browser = async (dark) => {
    const settings = { ...FIREFOX_SETTINGS, 'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1 };
    const how = { channel: 'moz-firefox', executablePath: process.env.FIREFOX, firefoxUserPrefs: settings };
    if (!opened.has(dark)) opened.set(dark, await firefox.launch(how));
    return opened.get(dark);
  };
  return {
    newContext: async ({ isMobile, ...how }) => (await browser(how.colorScheme === 'dark')).newContext(how),
    close: () => Promise.all([...opened.values()].map((one) => one.close())),
  };
}
