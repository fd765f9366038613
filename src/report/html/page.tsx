import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Messages } from '../messages/index.ts';

type Page = {
  m: Messages;
  title: string;
  style: string;
  /** Trusted text of this program; `hash` is its sha256 in base64, the only script that the page may run. */
  script?: { text: string; hash: string };
  /** Whether it shows pictures that lie beside it. */
  pictures?: boolean;
  children: ComponentChildren;
};

/**
 * A whole document that needs nothing else: it may send nothing, run only its own script and load nothing but pictures
 * that lie beside it.
 */
export const renderPage = ({ m, title, style, script, pictures = false, children }: Page): string => {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    script ? `script-src 'sha256-${script.hash}'` : "script-src 'none'",
    // Opened from a disk, a page is of no origin, and only the scheme of files names what lies beside it.
    ...(pictures ? ["img-src 'self' file:"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = renderToString(
    <html lang={m.language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        {children}
        {script && <script dangerouslySetInnerHTML={{ __html: script.text }} />}
      </body>
    </html>,
  );
  return `<!doctype html>\n${page}\n`;
};
