import type { AuditQuestion, DeliveryQuestion, FoundAudit, FoundDeliveries } from '../model/search.js';

/** Looks through what is kept of deliveries and acts, whichever store keeps it. A page costs a bounded time, however little it finds. */
export interface Search {
  /** Addresses of people are masked. */
  deliveries(question: DeliveryQuestion): Promise<FoundDeliveries>;
  audit(question: AuditQuestion): Promise<FoundAudit>;
}
