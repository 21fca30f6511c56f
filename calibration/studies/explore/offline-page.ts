import { createHash } from 'node:crypto';
import { escapeHtml } from '../../page/html.js';

/** Parts of the file. */
export interface OfflineParts {
  readonly title: string;
  /** Script of the page, and of its worker. */
  readonly script: string;
  readonly worker: string;
  readonly style: string;
  /** Packed pool, compressed by gzip. */
  readonly pool: Uint8Array;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The explorer as one HTML file that makes no request: script and style are known by their hashes, the worker and the pool are data of the page.
 *
 * @returns text of the file
 */
export function offlinePage({ title, script, worker, style, pool }: OfflineParts): string {
  // In a script element only its end has a meaning
  const own = script.replaceAll('</script', '<\\/script');
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(own)} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src ${hashOf(style)}`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<script type="text/plain" id="explorer-worker">${base64(new TextEncoder().encode(worker))}</script>
<script type="text/plain" id="explorer-pool">${base64(pool)}</script>
<script>${own}</script>
</body>
</html>
`;
}
