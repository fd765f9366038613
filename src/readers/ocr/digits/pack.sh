#!/bin/bash
# Turns a training checkpoint into the integer model WORKDIR/thaidigits.traineddata.
# usage: pack.sh WORKDIR [CHECKPOINT]
set -euo pipefail
cd "$1"
CHECKPOINT=${2:-out/d_checkpoint}
lstmtraining --stop_training --convert_to_int --continue_from "$CHECKPOINT" \
  --traineddata thaidigits/thaidigits.traineddata --model_output thaidigits.traineddata
# Script "Thai" makes Tesseract end a word after every sign; with "Common" a number is one word of the tsv and hOCR output.
rm -rf parts && mkdir parts
combine_tessdata -u thaidigits.traineddata parts/thaidigits. >/dev/null 2>&1
sed -i -E 's/ Thai ([0-9]+ [0-9]+ [0-9]+ )/ Common \1/' parts/thaidigits.lstm-unicharset
combine_tessdata -o thaidigits.traineddata parts/thaidigits.lstm-unicharset >/dev/null 2>&1
ls -l thaidigits.traineddata
