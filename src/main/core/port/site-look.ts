import type { Refusal, Result } from '../model/result.js';
import type { SiteLook } from '../model/site-look.js';

/** Looks once at a web address and proposes what to watch of its site; nothing of it is kept. Refused where it is no address that could be asked. */
export type LookAtSite = (url: string) => Promise<Result<SiteLook, Refusal>>;
