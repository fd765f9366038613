import type { EvidenceRef } from '../model/evidence.ts';
import type { Matter } from './matter.ts';

const fewLetters = 300;
const smallPixels = 120;

/** Content pictures of pages that say little in words: what they show, only a person can see. */
export const inPictures = (matters: readonly Matter[]): EvidenceRef[] =>
  matters
    .filter((matter) => matter.source.medium === 'page' && matter.text.length < fewLetters)
    .flatMap(({ source }) =>
      source.images
        .filter(
          (image) =>
            image.region === 'main' &&
            (image.width ?? smallPixels) >= smallPixels &&
            (image.height ?? smallPixels) >= smallPixels,
        )
        .map((image) => ({
          artifactId: source.artifactId,
          url: source.url,
          at: image.at,
          quote: image.alt || image.src,
        })),
    );
