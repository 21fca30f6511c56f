import type { CellType } from '../../species.js';
import { element, type XmlElement } from './xml-element.js';

/** What something is, by a term of a public registry. */
interface Term {
  readonly qualifier: 'is' | 'isVersionOf' | 'hasPart';
  readonly resources: readonly string[];
}

const is = (...resources: readonly string[]): Term => ({ qualifier: 'is', resources });
const isVersionOf = (...resources: readonly string[]): Term => ({ qualifier: 'isVersionOf', resources });

/** Human proteins of UniProt by the name of their molecule without compartment. */
const proteins: Readonly<Record<string, readonly string[]>> = {
  IL2: ['P60568'],
  IL4: ['P05112'],
  IL6: ['P05231'],
  IL10: ['P22301'],
  IL12: ['P29459', 'P29460'],
  IL21: ['Q9HBE4'],
  IFNg: ['P01579'],
  TGFb: ['P01137'],
  TNFa: ['P01375'],
  MCSF: ['P09603'],
  GCSF: ['P09919'],
  CXCL1: ['P09341'],
  CXCL2: ['P19875'],
  CXCL5: ['P42830'],
  CXCL8: ['P10145'],
  CXCL9: ['Q07325'],
  CXCL10: ['P02778'],
  CXCL12: ['P48061'],
  CXCL13: ['O43927'],
  CCL1: ['P22362'],
  CCL2: ['P13500'],
  CCL3: ['P10147'],
  CCL4: ['P13236'],
  CCL5: ['P13501'],
  CCL11: ['P51671'],
  CCL17: ['Q92583'],
  CCL19: ['Q99731'],
  CCL20: ['P78556'],
  CCL21: ['O00585'],
  CCL22: ['O00626'],
  PD1: ['Q15116'],
  PDL1: ['Q9NZQ7'],
};

/** Molecules by their name without compartment; one of two chains has both as its parts. */
export const moleculeTerms: Readonly<Record<string, Term>> = Object.fromEntries(
  Object.entries(proteins).map(([name, accessions]): [string, Term] => {
    const resources = accessions.map((accession) => `uniprot:${accession}`);
    return [name, { qualifier: resources.length === 1 ? 'is' : 'hasPart', resources }];
  }),
);

/** Cells of the Cell Ontology. */
export const cellTerms: Readonly<Partial<Record<CellType, Term>>> = {
  D: isVersionOf('CL:0000451'),
  TN4: is('CL:0000895'),
  T1: is('CL:0000545'),
  T2: is('CL:0000546'),
  T17: is('CL:0000899'),
  Treg: is('CL:0000815'),
  Tfh: is('CL:0002038'),
  TN8: is('CL:0000900'),
  T8: is('CL:0000794'),
  NK: is('CL:0000623'),
  D0: isVersionOf('CL:0000451'),
  M: is('CL:0000576'),
  M1: isVersionOf('CL:0000235'),
  M2: isVersionOf('CL:0000235'),
  N: is('CL:0000775'),
  N1: isVersionOf('CL:0000775'),
  N2: isVersionOf('CL:0000775'),
  Eos: is('CL:0000771'),
  Bas: is('CL:0000767'),
};

/** Compartments of Uberon, by abbreviation. */
export const compartmentTerms: Readonly<Record<string, Term>> = {
  TDLN: isVersionOf('UBERON:0000029'),
  PB: is('UBERON:0000178'),
};

/** Annotation of an element with the identifier `id`, whose metaid is `meta_<id>`; none without a term. */
export function annotationOf(id: string, term: Term | undefined): readonly XmlElement[] {
  return term === undefined ? [] : [rdfAnnotation(id, `bqbiol:${term.qualifier}`, term.resources)];
}

/** The publication that the model is of. */
export function modelAnnotation(id: string): XmlElement {
  return rdfAnnotation(id, 'bqmodel:isDescribedBy', ['doi:10.1038/s41540-025-00513-1']);
}

function rdfAnnotation(id: string, qualifier: string, resources: readonly string[]): XmlElement {
  const items = resources.map((resource) => {
    const [collection = '', accession = ''] = resource.split(/:(.*)/s);
    // Ontologies repeat their prefix in the accession
    const path = collection === collection.toUpperCase() ? resource : `${collection}/${accession}`;
    return element('rdf:li', { 'rdf:resource': `https://identifiers.org/${path}` });
  });
  const description = element('rdf:Description', { 'rdf:about': `#meta_${id}` }, [
    element(qualifier, {}, [element('rdf:Bag', {}, items)]),
  ]);
  const prefixes = {
    'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
    'xmlns:bqbiol': 'http://biomodels.net/biology-qualifiers/',
    'xmlns:bqmodel': 'http://biomodels.net/model-qualifiers/',
  };
  return element('annotation', {}, [element('rdf:RDF', prefixes, [description])]);
}
