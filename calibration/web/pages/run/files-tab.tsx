import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { RunDetail } from '../../../server/api/runs.js';
import { apiPath } from '../../app/api-client.js';
import { Button } from '../../components/button.js';
import { Grid, type GridColumn } from '../../components/grid.js';
import type { GridSort } from '../../components/grid-model.js';
import { Toolbar } from '../../components/toolbar.js';
import { bytesText, fileAddress } from './file-address.js';

type StoredFile = RunDetail['files'][number];

/** Files of a run, to store. */
export function FilesTab({ run, files, chunks, manifest }: RunDetail) {
  const sort = useSignal<GridSort | null>(null);
  const columns = useMemo<readonly GridColumn<StoredFile>[]>(
    () => [
      {
        id: 'path',
        label: 'File',
        value: ({ path }) => path,
        cell: ({ path }) => (
          <a href={fileAddress(run.id, path)} download={path.split('/').at(-1)}>
            {path}
          </a>
        ),
      },
      {
        id: 'bytes',
        label: 'Size',
        align: 'right',
        isDescendingFirst: true,
        value: ({ bytes }) => bytes,
        cell: ({ bytes }) => bytesText(bytes),
      },
      {
        id: 'sha256',
        label: 'SHA-256',
        isMinor: true,
        value: ({ path }) => manifest.files.find((each) => each.path === path)?.sha256 ?? null,
        cell: ({ path }) => {
          const sha256 = manifest.files.find((each) => each.path === path)?.sha256;
          return sha256 === undefined || sha256 === null ? '–' : <code title={sha256}>{sha256.slice(0, 16)}…</code>;
        },
      },
    ],
    [run.id, manifest],
  );
  const archive = apiPath`/api/runs/${run.id}/archive`;
  return (
    <>
      <Toolbar label="Files">
        <span class="soft">
          {files.length} files, {bytesText(files.reduce((sum, { bytes }) => sum + bytes, 0))}
          {chunks.files === 0 ? '' : `; simulated patients, ${bytesText(chunks.bytes)}`}
        </span>
        <span class="end">
          <Button icon="download" label="Archive" href={archive} download="" hint="All files, as .tar.gz" />
          {chunks.files === 0 ? null : (
            <Button
              icon="download"
              label="Archive with patients"
              href={`${archive}?patients=true`}
              download=""
              hint="With the simulated patients, from which it can be refitted"
            />
          )}
        </span>
      </Toolbar>
      <Grid label="Files" rows={files} columns={columns} rowId={({ path }) => path} sort={sort} />
    </>
  );
}
