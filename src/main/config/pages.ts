import type { LighthouseFeed } from '../core/port/feeds.js';
import { isHttp } from './schema/v1/target.js';
import type { ConfigDocument } from './schema/v1.js';

/** The pages that targets name: by the label `page`, else by the target's id. */
export const knownPages = ({ targets = [] }: ConfigDocument): LighthouseFeed['pages'] =>
  targets.filter(isHttp).map(({ url, labels, id }) => ({ url: new URL(url).href, page: labels?.page ?? id }));
