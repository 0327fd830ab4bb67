# How our own code is compiled, and the three helpers that make a target of it: add_layer, add_test_suite, add_fuzzer.
# Names of layers are given without prefix: DEPENDS base means the target xingke_base. One that names a third party writes THIRD_PARTY json.

option(XINGKE_WERROR "A warning stops the build" OFF)
option(XINGKE_FUZZ "Build the fuzzers instead of server and tests" OFF)
option(XINGKE_COVERAGE "Count which lines run" OFF)
set(XINGKE_SANITIZE "" CACHE STRING "What -fsanitize= gets, comma separated")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON)  # TRY is a GNU statement expression

# ccache sees em++ as an unknown script, so it is told what em++ is and which version; tools/env.sh says the rest.
find_program(CCACHE ccache)
if(CCACHE)
    set(launcher ${CCACHE})
    if(EMSCRIPTEN)
        set(launcher ${CMAKE_COMMAND} -E env CCACHE_COMPILERTYPE=clang
            CCACHE_COMPILERCHECK=string:emscripten-${EMSCRIPTEN_VERSION}-clang-${CMAKE_CXX_COMPILER_VERSION} ${CCACHE})
    endif()
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

# What every object must share, third parties' included.
add_library(xingke_every_object INTERFACE)
# File names in messages and debug information start at the repository, whether ccache made them relative or not.
target_compile_options(xingke_every_object INTERFACE -ffile-prefix-map=${PROJECT_SOURCE_DIR}/= -ffile-prefix-map=../../=)
if(EMSCRIPTEN)
    # Nothing in the web app catches: an exception would end it just as an abort does, and its landing pads are a tenth
    # of all code.
    target_compile_options(xingke_every_object INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
    target_link_options(xingke_every_object INTERFACE -fno-exceptions)
endif()

add_library(xingke_sanitizers INTERFACE)
if(XINGKE_SANITIZE)
    target_compile_options(xingke_sanitizers INTERFACE -fsanitize=${XINGKE_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(xingke_sanitizers INTERFACE -fsanitize=${XINGKE_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        # With sanitizers g++ 12 takes the unused alternatives of a std::variant for uninitialised.
        target_compile_options(xingke_sanitizers INTERFACE -Wno-maybe-uninitialized)
    endif()
endif()
if(XINGKE_COVERAGE)
    target_compile_options(xingke_sanitizers INTERFACE --coverage)
    target_link_options(xingke_sanitizers INTERFACE --coverage)
endif()

add_library(xingke_warnings INTERFACE)
target_compile_options(xingke_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    # Statement expressions (TRY) and $0 (EM_ASM) are extensions that we use.
    target_compile_options(xingke_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Werror=reorder-init-list>
        -Wno-gnu-statement-expression -Wno-dollar-in-identifier-extension)
endif()
# Only with the compilers that CI has: a newer one's new warnings stop nobody.
if(XINGKE_WERROR AND ((CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    OR (CMAKE_CXX_COMPILER_ID STREQUAL Clang AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 20)))
    target_compile_options(xingke_warnings INTERFACE -Werror)
endif()

function(xingke_link target scope)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "DEPENDS;THIRD_PARTY")
    foreach(layer IN LISTS arg_DEPENDS)
        target_link_libraries(${target} ${scope} xingke_${layer})
    endforeach()
    foreach(library IN LISTS arg_THIRD_PARTY)
        target_link_libraries(${target} ${scope} third_party::${library})
    endforeach()
endfunction()

# add_layer(NAME model SOURCES value.cpp record.cpp DEPENDS base THIRD_PARTY json): the static library xingke_model.
# A layer of headers only names no sources. Every #include starts at the repository's root.
function(add_layer)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS;THIRD_PARTY")
    if(arg_UNPARSED_ARGUMENTS OR NOT arg_NAME)
        message(FATAL_ERROR "add_layer(NAME … SOURCES … DEPENDS … THIRD_PARTY …), got: ${ARGV}")
    endif()
    set(target xingke_${arg_NAME})
    if(arg_SOURCES)
        set(scope PUBLIC)
        add_library(${target} STATIC ${arg_SOURCES})
        target_link_libraries(${target} PRIVATE xingke_warnings PUBLIC xingke_every_object xingke_sanitizers)
    else()
        set(scope INTERFACE)
        add_library(${target} INTERFACE)
    endif()
    target_include_directories(${target} ${scope} ${PROJECT_SOURCE_DIR})
    xingke_link(${target} ${scope} DEPENDS ${arg_DEPENDS} THIRD_PARTY ${arg_THIRD_PARTY})
endfunction()

# Sources in which g++ 12 takes the unused alternatives of a temporary std::variant for uninitialised.
function(xingke_trust_variants target)
    foreach(source IN LISTS ARGN)
        set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/${source} TARGET_DIRECTORY ${target}
            PROPERTIES COMPILE_OPTIONS "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>")
    endforeach()
endfunction()

# add_test_suite(NAME model SOURCES value_test.cpp … DEPENDS model): a doctest program, tests/xingke_model_tests, known to CTest.
# LABEL says which part of tools/test.sh runs it: unit (and asan) if not given, or tidy, or simulation.
# Tests run with the repository's root as working directory. They include <doctest/doctest.h> last: its CHECK then stands for app/base's.
function(add_test_suite)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;LABEL" "SOURCES;DEPENDS;THIRD_PARTY")
    if(arg_UNPARSED_ARGUMENTS OR NOT arg_NAME OR NOT arg_SOURCES)
        message(FATAL_ERROR "add_test_suite(NAME … SOURCES … DEPENDS … THIRD_PARTY … LABEL …), got: ${ARGV}")
    endif()
    if(NOT arg_LABEL)
        set(arg_LABEL unit)
    endif()
    if(NOT TARGET xingke_doctest_main)
        add_library(xingke_doctest_main OBJECT ${PROJECT_SOURCE_DIR}/cmake/doctest_main.cpp)
        target_link_libraries(xingke_doctest_main PRIVATE xingke_sanitizers third_party::doctest)
    endif()
    set(target xingke_${arg_NAME}_tests)
    add_executable(${target} ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PRIVATE xingke_warnings xingke_every_object xingke_sanitizers xingke_doctest_main third_party::doctest)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        # g++ 12 takes the unused alternatives of a temporary std::variant for uninitialised.
        target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
    endif()
    xingke_link(${target} PRIVATE DEPENDS ${arg_DEPENDS} THIRD_PARTY ${arg_THIRD_PARTY})
    add_test(NAME ${arg_NAME} COMMAND ${target})
    set_tests_properties(${arg_NAME} PROPERTIES LABELS ${arg_LABEL} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} TIMEOUT 600)
endfunction()

# add_fuzzer(NAME csv SOURCES csv_fuzz.cpp DEPENDS store): fuzz/xingke_csv_fuzz, with LLVMFuzzerTestOneInput in the source.
function(add_fuzzer)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS;THIRD_PARTY")
    set(target xingke_${arg_NAME}_fuzz)
    add_executable(${target} ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PRIVATE xingke_warnings xingke_every_object xingke_sanitizers)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    xingke_link(${target} PRIVATE DEPENDS ${arg_DEPENDS} THIRD_PARTY ${arg_THIRD_PARTY})
endfunction()
