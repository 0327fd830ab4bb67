# shellcheck shell=bash disable=SC2034
# Every version that the tools pin. Sourced; a change here makes tools/setup.sh fetch anew what it concerns.

emcc_minimum=3.1.60           # an emcc on PATH at least this new is used as it is
emscripten_suite=trixie       # else this Debian release's emscripten is unpacked beside the system
emscripten_version=3.1.69
emscripten_packages="emscripten binaryen node-acorn libc6 libstdc++6 libgcc-s1"
llvm_version=19

source_suite=forky            # the Debian release whose sources hold these four
imgui_version=1.92.2b+ds-1    # 1.92 is the first with a font atlas that grows on demand
imgui_sha256=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
sqlite_version=3.53.4-2       # 3.51.3 repaired a bug in resetting the WAL
zlib_version="1:1.3.dfsg+really1.3.2-3"  # natively only its minizip; zlib itself is the system's there
zlib_sha256=7b6903eb019983987b7112eccf90f1703f1c6c0e0cede36564bf611d19ca579d
expat_version=2.8.2-1
expat_sha256=ca9d7c05560653cb977bfaa1ac54f717919cc0c68f6798b42fe55347c0b0ad52
sqlite_sha256=05366adc8ee80c6b1faa71285b49d133c2121238ca58934b077fdeb95934abd4

boost_package=libboost1.81-dev  # unpacked beside the system, because it excludes other Boost versions

playwright_version=1.61.1     # these two: the newest that run on Node.js 18
puppeteer_version=24.43.1
axe_version=4.14.1
