import type { Objective } from '../model/slo.js';
import { sayQuantity } from '../notify/quantity.js';

/** What a promise is about, in the words of the standard and with its limit: `Response time within 2 s`, `Error rate below 1 %`. */
export const nameObjective = ({ kind, measures, target }: Pick<Objective, 'kind' | 'measures' | 'target'>): string => {
  const [first] = measures;
  const reading = first?.kind === 'readings' ? first : null;
  switch (kind) {
    case 'availability':
      return 'Uptime';
    case 'latency':
      return reading === null ? 'Response time' : `Response time within ${sayQuantity(reading.metric, reading.good.limit)}`;
    case 'errors':
      return `Error rate below ${sayQuantity('error_ratio', 1 - target)}`;
    case 'lighthouse':
      return reading === null
        ? 'Performance score'
        : `Performance score from ${sayQuantity(reading.metric, reading.good.limit)}`;
    case 'web-vitals':
      return 'Core Web Vitals good';
  }
};
