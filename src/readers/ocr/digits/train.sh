#!/bin/bash
# Makes thaidigits.traineddata: renders text, makes line files, trains, converts, evaluates.
# usage: train.sh WORKDIR [SCANFOLDER ...]   SCANFOLDER: see evaluate.mjs
#   settings: PAGES=350 (of 40 lines), EASY=11500 ROUGH=50000 FINE=14000 (iterations)
# needs Debian's tesseract-ocr (brings the training tools), tesseract-ocr-tha, fonts-thai-tlwg, fonts-noto-core, node and npm.
# One core, about an hour, 4 GB in WORKDIR. The result is WORKDIR/thaidigits.traineddata.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
WORK=$(mkdir -p "$1" && cd "$1" && pwd)
shift
SCANS=()
for folder in "$@"; do SCANS+=("$(cd "$folder" && pwd)"); done
PAGES=${PAGES:-350} EASY=${EASY:-11500} ROUGH=${ROUGH:-50000} FINE=${FINE:-14000}
export OMP_THREAD_LIMIT=1
cd "$WORK"

# 1. What the pictures need: sharp draws the lines, the packages hold fonts under the Open Font License.
F=@expo-google-fonts
[ -f package.json ] || npm init -y >/dev/null
npm install --no-audit --no-fund sharp @hyzyla/pdfium $F/sarabun $F/niramit $F/kanit $F/prompt $F/taviraj $F/trirong \
  $F/maitree $F/pridi $F/mitr $F/k2d $F/ibm-plex-sans-thai

# 2. Line crops with their collapsed text, then Tesseract's line files.
line_files() { # FOLDER
  for page in "$1"/*.png; do
    nice tesseract "$page" "${page%.png}" --dpi 300 --psm 6 lstm.train >/dev/null 2>>line-files.log ||
      echo "no line file: $page"
  done
}
rm -rf easy rough
nice node "$HERE/render-lines.mjs" easy easy 60 2
nice node "$HERE/render-lines.mjs" train rough "$PAGES" 1
line_files easy
line_files rough
ls "$PWD"/easy/*.lstmf >easy.txt
{
  ls "$PWD"/rough/*.lstmf
  head -12 easy.txt
} | shuf --random-source=<(yes) >rough.txt

# 3. The alphabet: two digit scripts, number punctuation, ก for Thai letters, x for any other sign.
# (without spaces: the extractor would take "0 1 2 3 4" for a line of a box file)
echo '0123456789๐๑๒๓๔๕๖๗๘๙กx.,/-():%' >alphabet.txt
unicharset_extractor --output_unicharset alphabet.unicharset --norm_mode 1 alphabet.txt
mkdir -p scripts out
printf '4E00\t1.0\n' >scripts/radical-stroke.txt # must exist; a pass-through recoder does not use it
combine_lang_model --input_unicharset alphabet.unicharset --script_dir scripts --lang thaidigits --output_dir . \
  --pass_through_recoder

# 4. Training. Bare, clean numbers first: on full lines the net finds no foothold (error still 75 % after 9,000
#    iterations); on numbers it finds one after about 5,000, and then learns full lines fast. A low rate at the end.
train() { # NAME ITERATIONS ARGUMENTS...
  local name=$1 iterations=$2
  shift 2
  nice lstmtraining --traineddata thaidigits/thaidigits.traineddata --model_output "out/$name" \
    --max_iterations "$iterations" --debug_interval 0 "$@" >"$name.log" 2>&1 || true # ends with 1 at the iteration limit
  grep -o 'At iteration.*BCER train=[0-9.]*' "$name.log" | tail -1
}
CLASSES=$(head -1 thaidigits/thaidigits.unicharset)
train easy "$EASY" --learning_rate 20e-4 --train_listfile easy.txt \
  --net_spec "[1,36,0,1 Ct3,3,16 Mp3,3 Lfys48 Lfx96 Lrx96 Lfx128 O1c$CLASSES]"
train rough "$ROUGH" --learning_rate 20e-4 --continue_from out/easy_checkpoint --train_listfile rough.txt
train fine "$FINE" --reset_learning_rate --learning_rate 4e-4 --continue_from out/rough_checkpoint \
  --train_listfile rough.txt

# 5. Integer weights, then figures.
bash "$HERE/pack.sh" "$WORK" out/fine_checkpoint
nice node "$HERE/evaluate.mjs" "$WORK" ${SCANS[@]+"${SCANS[@]}"}
