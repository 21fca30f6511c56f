import type { PageProps } from '../../app/page-entry.js';
import { PageHead } from '../../components/page-head.js';

export function Page({ params }: PageProps) {
  return (
    <div class="page">
      <PageHead title={params.run ?? ''} />
    </div>
  );
}
