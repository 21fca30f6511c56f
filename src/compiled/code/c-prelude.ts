const NUMBER_BYTES = 8;

/** Types and functions that the C text of a module is written in. */
export function cPrelude(lanes: number): string {
  const each = (of: (lane: number) => string, separator: string) =>
    Array.from({ length: lanes }, (_, lane) => of(lane)).join(separator);
  const bytes = lanes * NUMBER_BYTES;
  return `#include <stdint.h>

/* Every operation is rounded to double once, and none is joined with another or reordered. */
#if defined(__FAST_MATH__) || (defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0)
#error "each operation must be rounded to double, in the order in which it is written"
#endif
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#else
#pragma GCC optimize("fp-contract=off")
#endif

typedef double vector __attribute__((vector_size(${bytes})));
typedef uint64_t bits __attribute__((vector_size(${bytes})));
/* In memory, a vector is aligned to its numbers only, and the same bytes are read as numbers and as bits. */
typedef double vector_in_memory __attribute__((vector_size(${bytes}), aligned(${NUMBER_BYTES}), may_alias));
typedef double double_in_memory __attribute__((may_alias));
typedef uint32_t uint32_t_in_memory __attribute__((may_alias));
typedef uint64_t uint64_t_in_memory __attribute__((may_alias));
#define IN_MEMORY(type, address) (*(type##_in_memory *)(memory + (address)))

static inline vector vector_splat(double a) { return (vector){${each(() => 'a', ', ')}}; }
static inline vector vector_of_bits(uint64_t a) { return (vector)(bits){${each(() => 'a', ', ')}}; }
static inline vector vector_select(vector a, vector b, vector mask) {
  return (vector)(((bits)a & (bits)mask) | ((bits)b & ~(bits)mask));
}
static inline vector vector_abs(vector a) { return (vector)((bits)a & ~((bits){0} + (UINT64_C(1) << 63))); }
static inline vector vector_pmin(vector a, vector b) { return vector_select(b, a, (vector)(b < a)); }
static inline vector vector_pmax(vector a, vector b) { return vector_select(b, a, (vector)(a < b)); }
static inline uint32_t vector_any_true(vector a) { return (${each((lane) => `((bits)a)[${lane}]`, ' | ')}) != 0; }
static inline double f64_min(double a, double b) {
  return a < b ? a : b < a ? b : a == b ? (__builtin_signbit(a) ? a : b) : a + b;
}
static inline double f64_max(double a, double b) {
  return a > b ? a : b > a ? b : a == b ? (__builtin_signbit(a) ? b : a) : a + b;
}
`;
}
