/** Volume of one tumor cell; cm^3. @see eq. (23) of Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1 */
export const TUMOR_CELL_VOLUME_CM3 = 2.572e-9;

/** Share of the tumor's volume that is inside cells. @see eq. (23), same source */
export const INTRACELLULAR_FRACTION = 0.37;
