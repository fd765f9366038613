import { type NetworkOptions, openNetwork } from './network.ts';

/**
 * Takes pictures of pages as a visitor sees them, with images and fonts, one browser for all. A page that cannot be
 * shown is left out; none is shown where no browser starts.
 * @param onPicture gets each picture, a JPEG, in the order in which they are done
 */
export async function takeScreenshots(
  urls: readonly string[],
  options: NetworkOptions,
  onPicture: (url: string, picture: Uint8Array) => Promise<void>,
): Promise<void> {
  const network = openNetwork(options);
  try {
    await Promise.all(
      urls.map(async (url) => {
        const shot = await network.renderer?.screenshot(url);
        options.signal.throwIfAborted();
        if (shot) await onPicture(url, shot.picture);
      }),
    );
  } finally {
    await network.close();
  }
}
