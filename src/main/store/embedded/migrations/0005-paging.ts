/**
 * Alerts and deliveries in the order in which they are paged through, so that a page costs no sorting of all of them. When an
 * episode ended is in its index, too: those that ended too early are passed over without being looked up.
 */
export const PAGING = `
CREATE INDEX IF NOT EXISTS episode_by_fire ON episode (fired_at, number, id, resolved_at);
CREATE INDEX IF NOT EXISTS delivery_by_decision ON delivery (decided_at, id);
`;
