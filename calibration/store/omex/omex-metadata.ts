import type { Manifest } from '../manifest.js';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const DUBLIN_CORE = 'http://purl.org/dc/terms/';

/** The paper of the model. */
const PAPER = 'https://doi.org/10.1038/s41540-025-00513-1';

/**
 * Metadata of an archive in RDF, in the terms of Dublin Core: what it is, when and by what it was made, its licence.
 *
 * @param manifest - of the archived study
 */
export async function omexMetadata({ kind, name, version, timings, seed }: Manifest): Promise<string> {
  const { create } = await import('xmlbuilder2');
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const about = document
    .ele(RDF, 'rdf:RDF')
    .att('http://www.w3.org/2000/xmlns/', 'xmlns:dcterms', DUBLIN_CORE)
    .ele(RDF, 'rdf:Description')
    .att(RDF, 'rdf:about', '.');
  const term = (label: string, text: string) => about.ele(DUBLIN_CORE, `dcterms:${label}`).txt(text);
  const resource = (label: string, address: string) =>
    about.ele(DUBLIN_CORE, `dcterms:${label}`).att(RDF, 'rdf:resource', address);
  term('title', `QCIC workbench: ${kind} ${name}`);
  term(
    'description',
    `${kind} ${name}${seed === '' ? '' : `, seed ${seed}`}: model, resolved configuration, trial tables and results of the calibration workbench around the quantitative cancer-immunity cycle model of metastatic colorectal cancer. For research only.`,
  );
  about
    .ele(DUBLIN_CORE, 'dcterms:created')
    .att(RDF, 'rdf:parseType', 'Resource')
    .ele(DUBLIN_CORE, 'dcterms:W3CDTF')
    .txt(timings.started);
  term('creator', `qcic-workbench ${version}`);
  term('rights', 'Program and model: MIT licence. Trial tables: see the sources that they cite.');
  resource('license', 'https://spdx.org/licenses/MIT');
  resource('references', PAPER);
  return `${document.end({ prettyPrint: true })}\n`;
}
