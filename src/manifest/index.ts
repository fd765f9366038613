export { checkAgainstRules, itemsNotListed } from './check.ts';
export {
  loadManifest,
  loadOfficial,
  loadPlan,
  manifestFileName,
  openManifest,
  parseReviews,
  reviewsFileOf,
} from './load.ts';
