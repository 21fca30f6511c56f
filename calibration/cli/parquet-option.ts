import { Option } from 'commander';

/** `--parquet`: tables of patients and samples as Parquet files beside the CSV files. */
export function parquetOption(): Option {
  return new Option(
    '--parquet',
    'also write tables of patients and samples as Parquet, with units and origin in its metadata',
  ).default(false);
}
