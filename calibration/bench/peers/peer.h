/*
 * Common code of the native peers of the benchmark: reading the input, storing daily output, reporting.
 *
 * Protocol of every peer:
 *   PEER SEGMENTS PATIENTS COUNT DAYS RTOL ATOL OUT
 * SEGMENTS  text, one interval of constant input per line: start day, end day, dose units per day of each drug;
 *           lines that start with # are remarks
 * PATIENTS  binary, at least COUNT x QCIC_PARAMETERS doubles in the order of qcic_parameter_names
 * OUT       binary file for COUNT x (DAYS + 1) x 53 doubles, or - for none; without a file the daily output is the tumor
 *           density X1 + X2 + X3, as the workbench keeps it
 * Prints one line of JSON: patients, failed, evaluations, steps, checksum (sum of the daily tumor densities), peakBytes.
 */
#ifndef QCIC_PEER_H
#define QCIC_PEER_H

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "qcic-model.c"

/* First of the three tumor populations in the microenvironment; the other two follow. */
#define TUMOR_CELL 31

typedef struct {
  double start, end;
  double input[QCIC_INPUTS];
} Segment;

typedef struct {
  const Segment *segments;
  int segment_count;
  int patients, days;
  double rtol, atol;
  int keep_states;
} Work;

/* Daily output of one patient: the tumor density always, the cells where requested. */
typedef struct {
  double *tumor;
  double *states;
  int next_day;
} Record;

typedef struct {
  long long evaluations, steps;
} Effort;

/* Patients that a peer simulates at once; the including file may define more. */
#ifndef GROUP
#define GROUP 1
#endif

/*
 * Simulates GROUP patients, with GROUP parameter vectors one behind the other and as many records; returns how many of the
 * first `count` did not reach the last day. The others fill a group that has too few.
 */
static int simulate(const Work *work, const double *parameters, int count, Record *records, Effort *effort);

static void stop(const char *what, const char *where)
{
  fprintf(stderr, "peer: %s: %s%s%s\n", where, what, errno ? "; got " : "", errno ? strerror(errno) : "");
  exit(2);
}

static void *allocated(size_t count, size_t size)
{
  void *memory = calloc(count > 0 ? count : 1, size);
  if (memory == NULL) stop("must fit into memory", "allocation");
  return memory;
}

static Segment *read_segments(const char *path, int *count)
{
  char line[512];
  int capacity = 64;
  Segment *list = allocated((size_t)capacity, sizeof *list);
  FILE *file = fopen(path, "r");
  if (file == NULL) stop("must be a readable file", path);
  *count = 0;
  while (fgets(line, sizeof line, file) != NULL) {
    Segment s;
    if (line[0] == '#' || line[0] == '\n') continue;
    double numbers[2 + QCIC_INPUTS];
    char *at = line, *behind = line;
    for (int i = 0; i < 2 + QCIC_INPUTS; i++, at = behind) {
      numbers[i] = strtod(at, &behind);
      if (behind == at) {
        errno = 0;
        stop("every line must hold two days and the input of each drug", path);
      }
    }
    s.start = numbers[0];
    s.end = numbers[1];
    memcpy(s.input, numbers + 2, sizeof s.input);
    if (*count == capacity) {
      capacity *= 2;
      list = realloc(list, (size_t)capacity * sizeof *list);
      if (list == NULL) stop("must fit into memory", "allocation");
    }
    list[(*count)++] = s;
  }
  fclose(file);
  return list;
}

/* Vectors of all patients; a last group that has too few is filled with copies of the last patient. */
static double *read_patients(const char *path, int patients)
{
  const size_t size = (size_t)patients * QCIC_PARAMETERS;
  double *values = allocated(size + (GROUP - 1) * QCIC_PARAMETERS, sizeof *values);
  FILE *file = fopen(path, "rb");
  if (file == NULL) stop("must be a readable file", path);
  if (fread(values, sizeof *values, size, file) != size) {
    errno = 0;
    stop("must hold the parameters of every patient", path);
  }
  fclose(file);
  for (size_t i = 0; patients > 0 && i < (GROUP - 1) * QCIC_PARAMETERS; i++) values[size + i] = values[size + i - QCIC_PARAMETERS];
  return values;
}

int main(int argc, char **argv)
{
  errno = 0;
  if (argc != 8) stop("must be given SEGMENTS PATIENTS COUNT DAYS RTOL ATOL OUT", argv[0]);
  Work work;
  work.segments = read_segments(argv[1], &work.segment_count);
  work.patients = atoi(argv[3]);
  work.days = atoi(argv[4]);
  work.rtol = atof(argv[5]);
  work.atol = atof(argv[6]);
  work.keep_states = strcmp(argv[7], "-") != 0;
  const double *patients = read_patients(argv[2], work.patients);
  const size_t width = (size_t)work.days + 1;
  FILE *out = NULL;
  if (work.keep_states && (out = fopen(argv[7], "wb")) == NULL) stop("must be a writable file", argv[7]);

  /* One float per patient and day is kept to the end, as a cohort's burden is. */
  float *burden = allocated((size_t)work.patients * width, sizeof *burden);
  Record records[GROUP];
  for (int lane = 0; lane < GROUP; lane++) {
    records[lane].tumor = allocated(width, sizeof(double));
    records[lane].states = allocated(work.keep_states ? width * QCIC_CELLS : 1, sizeof(double));
  }
  Effort effort = { 0, 0 };
  double checksum = 0;
  int failed = 0;
  for (int first = 0; first < work.patients; first += GROUP) {
    const int count = work.patients - first < GROUP ? work.patients - first : GROUP;
    for (int lane = 0; lane < GROUP; lane++) records[lane].next_day = 0;
    failed += simulate(&work, patients + (size_t)first * QCIC_PARAMETERS, count, records, &effort);
    for (int lane = 0; lane < count; lane++) {
      const Record *record = records + lane;
      for (size_t day = 0; day < width; day++) {
        burden[(size_t)(first + lane) * width + day] = (float)record->tumor[day];
        checksum += record->tumor[day];
      }
      if (out != NULL && fwrite(record->states, sizeof(double), width * QCIC_CELLS, out) != width * QCIC_CELLS)
        stop("must be a writable file", argv[7]);
    }
  }
  if (out != NULL && fclose(out) != 0) stop("must be a writable file", argv[7]);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"patients\":%d,\"failed\":%d,\"evaluations\":%lld,\"steps\":%lld,\"checksum\":%.17g,\"peakBytes\":%lld}\n",
         work.patients, failed, effort.evaluations, effort.steps, checksum, (long long)usage.ru_maxrss * 1024);
  return 0;
}

#endif
