/** A country on the map. */
export interface MapPlace {
  /** Two letters, after ISO 3166. */
  readonly country: string;
  readonly name: string;
  readonly tone: 'good' | 'warning' | 'critical' | 'neutral';
  /** Value, judgement and n, in words. */
  readonly says: string;
}
