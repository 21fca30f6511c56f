import { INTRACELLULAR_FRACTION, TUMOR_CELL_VOLUME_CM3 } from '../model/tumor-volume-constants.js';
import { cubeRoot } from '../numerics/elementary.js';

/**
 * Tumor volume from tumor-cell density.
 *
 * V_T = v_tumor [X]_C V_C / V_e, eq. (23).
 *
 * @param density - tumor cells in the microenvironment, X1 + X2 + X3; cell/L; >= 0
 * @param compartmentLiters - volume V_C of the microenvironment; L; 0.8 as published
 * @returns tumor volume; cm^3
 */
export function tumorVolumeCm3(density: number, compartmentLiters: number): number {
  return (TUMOR_CELL_VOLUME_CM3 * density * compartmentLiters) / INTRACELLULAR_FRACTION;
}

/** Diameter of a sphere of the given volume; cm. */
export function sphereDiameterCm(volumeCm3: number): number {
  return cubeRoot((6 * volumeCm3) / Math.PI);
}
