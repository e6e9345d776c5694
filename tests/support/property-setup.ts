import fc from 'fast-check';
import { runs } from './property-runs.js';

/** Properties whose tests say no number of their own. */
fc.configureGlobal({ numRuns: runs(100) });
