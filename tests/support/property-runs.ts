/**
 * How often a property is tried: as often as its test says, or as `PROPERTY_RUNS` asks for all of them
 * (`PROPERTY_RUNS=10000 npx vitest run`; the tests then may take as long as they need).
 */
export const runs = (usual: number): number => Number(process.env.PROPERTY_RUNS ?? usual);
