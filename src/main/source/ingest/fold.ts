import type { Labels } from '../../core/model/labels.js';
import type { Series } from '../../core/model/sample.js';
import { type Increment, incrementsOf, type SiteEvent } from '../../core/visit/event.js';
import { OTHER } from './naming.js';
import { type Named, nameOf } from './where.js';

/**
 * What a browser says is not refused for want of room, but counted under fewer labels: first without its page, which is what grows, then
 * without all that is not from a short list.
 */
export const foldedEvent = (event: SiteEvent): readonly (readonly Increment[])[] =>
  [withoutPage(event.where), BARE].map((where) => incrementsOf({ ...event, where }));

/** The same for a value. */
export const foldedValue = ({ name, labels }: Series): readonly Named[] =>
  [withoutPage(labels), BARE].map((fewer) => nameOf({ name, labels: fewer }));

const BARE: Labels = { page: OTHER };

const withoutPage = (labels: Labels): Labels => ({ ...labels, page: OTHER });
