import type { PageFeed } from '../../core/port/feeds.js';

type Form = PageFeed['form'];

/** The screens that Lighthouse 12 tests with: a middling telephone, and a plain desktop. */
const SCREENS: Readonly<Record<Form, object>> = {
  mobile: { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true },
  desktop: { width: 1_350, height: 940, deviceScaleFactor: 1, mobile: false },
};

export const screenOf = (form: Form): object => SCREENS[form];

const SYSTEMS: Readonly<Record<Form, string>> = {
  mobile: 'Linux; Android 11; moto g power (2022)',
  desktop: 'Macintosh; Intel Mac OS X 10_15_7',
};

/** As a browser of that form calls itself, and Watchroom behind it, so that a site can leave these visits out of its own figures. */
export const agentOf = (form: Form, browserAgent: string, version: string): object => {
  const [major = '130'] = /Chrome\/(\d+)/.exec(browserAgent)?.slice(1) ?? [];
  const mobile = form === 'mobile' ? ' Mobile' : '';
  const name = `Mozilla/5.0 (${SYSTEMS[form]}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0${mobile} Safari/537.36 Watchroom/${version}`;
  const brands = ['Chromium', 'Google Chrome'].map((brand) => ({ brand, version: major }));
  const [platform, platformVersion, model] =
    form === 'mobile' ? ['Android', '11.0', 'moto g power (2022)'] : ['macOS', '10.15.7', ''];
  const metadata = { brands, platform, platformVersion, architecture: '', model, mobile: form === 'mobile' };
  return { userAgent: name, userAgentMetadata: metadata };
};
