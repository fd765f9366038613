export { loadKeptRuleset } from './kept.ts';
export { knownYears, loadRuleset, rulesFolder } from './load.ts';
export { schemaFiles } from './schemas.ts';
