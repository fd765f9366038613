export { checkAgainstRules, itemsNotListed } from './check.ts';
export { loadManifest, loadOfficial, loadPlan, manifestFileName, openManifest } from './load.ts';
