#!/bin/bash
# Illustration, not prediction. Written by sim cluster slurm; yours to edit.
# Submits the parts, and the merge that follows them however they end
# (afterany): where parts are missing it is the merge that says so.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
mkdir -p logs
array=$(sbatch --parsable array.sbatch)
merge=$(sbatch --parsable --dependency="afterany:${array%%;*}" merge.sbatch)
echo "submitted ${array%%;*} ({{.Shards}} parts) and ${merge%%;*} (merge); look with: squeue -j ${array%%;*},${merge%%;*}"
