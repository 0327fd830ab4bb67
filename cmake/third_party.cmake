# Other people's code, as third_party::name. Headers are SYSTEM: their warnings are not ours. tools/setup.sh fetched what lies in XINGKE_DEPS.

set(XINGKE_DEPS "$ENV{XINGKE_DEPS}" CACHE PATH "Where tools/setup.sh keeps sources and headers")
if(NOT EXISTS ${XINGKE_DEPS}/sqlite/sqlite3.c OR NOT EXISTS ${XINGKE_DEPS}/imgui/imgui.h)
    message(FATAL_ERROR "Run 'bash tools/setup.sh', then '. tools/env.sh' (tools/build.sh does both for you)")
endif()

add_library(third_party_sqlite STATIC ${XINGKE_DEPS}/sqlite/sqlite3.c)
add_library(third_party::sqlite ALIAS third_party_sqlite)
target_include_directories(third_party_sqlite SYSTEM PUBLIC ${XINGKE_DEPS}/sqlite)
target_link_libraries(third_party_sqlite PUBLIC xingke_every_object PRIVATE xingke_sanitizers)
target_compile_options(third_party_sqlite PRIVATE -w)
target_compile_definitions(third_party_sqlite
    PUBLIC SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_DEPRECATED
    PRIVATE SQLITE_ENABLE_FTS5 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_TEMP_STORE=3 SQLITE_LIKE_DOESNT_MATCH_BLOBS
        SQLITE_MAX_EXPR_DEPTH=0)
if(EMSCRIPTEN)
    # What no statement of ours uses.
    target_compile_definitions(third_party_sqlite PRIVATE SQLITE_OMIT_JSON SQLITE_OMIT_UTF16 SQLITE_OMIT_AUTHORIZATION
        SQLITE_OMIT_TRACE SQLITE_OMIT_PROGRESS_CALLBACK SQLITE_OMIT_GET_TABLE SQLITE_OMIT_TCL_VARIABLE
        SQLITE_OMIT_COMPLETE SQLITE_OMIT_DECLTYPE SQLITE_OMIT_DATETIME_FUNCS SQLITE_OMIT_DESERIALIZE
        SQLITE_OMIT_AUTOVACUUM)
    # app/base/sqlite_files.cpp is the only file system, and each worker has one thread.
    target_compile_definitions(third_party_sqlite PRIVATE SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0)
else()
    target_compile_definitions(third_party_sqlite PRIVATE SQLITE_THREADSAFE=2)
    target_link_libraries(third_party_sqlite PRIVATE ${CMAKE_DL_LIBS} m)
endif()

# Who links this defines the ImGuiTestEngineHook_ functions (app/ui/kit/semantics does).
add_library(third_party_imgui STATIC ${XINGKE_DEPS}/imgui/imgui.cpp ${XINGKE_DEPS}/imgui/imgui_draw.cpp
    ${XINGKE_DEPS}/imgui/imgui_tables.cpp ${XINGKE_DEPS}/imgui/imgui_widgets.cpp)
add_library(third_party::imgui ALIAS third_party_imgui)
target_include_directories(third_party_imgui SYSTEM PUBLIC ${XINGKE_DEPS}/imgui)
target_link_libraries(third_party_imgui PUBLIC xingke_every_object PRIVATE xingke_sanitizers)
target_compile_options(third_party_imgui PRIVATE -w)
target_compile_definitions(third_party_imgui PUBLIC IMGUI_USE_WCHAR32 IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
    IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_ENABLE_TEST_ENGINE
    # Its own reader of font files stays out: app/ui/kit/fonts.cpp is what it asks for glyphs.
    IMGUI_ENABLE_FREETYPE)

add_library(third_party_json INTERFACE)
add_library(third_party::json ALIAS third_party_json)
target_include_directories(third_party_json SYSTEM INTERFACE ${XINGKE_DEPS}/include)
if(EMSCRIPTEN)
    # We parse and print without exceptions; the code that would make their texts is a tenth of all.
    target_compile_definitions(third_party_json INTERFACE JSON_NOEXCEPTION)
endif()

# Expat reads the XML of office files. No general entities and no document types: nothing of theirs needs them.
add_library(third_party_expat STATIC ${XINGKE_DEPS}/expat/lib/xmlparse.c ${XINGKE_DEPS}/expat/lib/xmlrole.c
    ${XINGKE_DEPS}/expat/lib/xmltok.c)
add_library(third_party::expat ALIAS third_party_expat)
target_include_directories(third_party_expat SYSTEM PUBLIC ${XINGKE_DEPS}/expat/lib)
target_link_libraries(third_party_expat PUBLIC xingke_every_object PRIVATE xingke_sanitizers)
target_compile_options(third_party_expat PRIVATE -w)
# Its hash tables are salted by the clock alone: what is read here is read once, in an instance of its own.
target_compile_definitions(third_party_expat PUBLIC XML_STATIC)
# What its own configuration would find out; not the system's file of that name. Without XML_NS and XML_DTD. The hash
# tables are salted by the clock alone: what is read here is read once, in an instance of its own.
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/expat/expat_config.h
    CONTENT "#define XML_GE 0\n#define XML_CONTEXT_BYTES 0\n#define BYTEORDER 1234\n#define XML_POOR_ENTROPY\n")
target_include_directories(third_party_expat BEFORE PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/expat)

# minizip reads the archives that office files are; only its reader is used.
add_library(third_party_minizip STATIC ${XINGKE_DEPS}/zlib/contrib/minizip/unzip.c ${XINGKE_DEPS}/zlib/contrib/minizip/ioapi.c)
add_library(third_party::minizip ALIAS third_party_minizip)
target_include_directories(third_party_minizip SYSTEM PUBLIC ${XINGKE_DEPS}/zlib/contrib/minizip)
target_link_libraries(third_party_minizip PUBLIC xingke_every_object third_party::zlib PRIVATE xingke_sanitizers)
target_compile_options(third_party_minizip PRIVATE -w)
target_compile_definitions(third_party_minizip PUBLIC NOCRYPT NOUNCRYPT)

if(EMSCRIPTEN)
    # Deflate; natively the system's, below.
    add_library(third_party_zlib STATIC)
    foreach(source IN ITEMS adler32 crc32 deflate inffast inflate inftrees trees zutil)
        target_sources(third_party_zlib PRIVATE ${XINGKE_DEPS}/zlib/${source}.c)
    endforeach()
    add_library(third_party::zlib ALIAS third_party_zlib)
    target_include_directories(third_party_zlib SYSTEM PUBLIC ${XINGKE_DEPS}/zlib)
    target_link_libraries(third_party_zlib PUBLIC xingke_every_object)
    target_compile_options(third_party_zlib PRIVATE -w)
    add_library(third_party_imgui_opengl3 STATIC ${XINGKE_DEPS}/imgui/backends/imgui_impl_opengl3.cpp)
    add_library(third_party::imgui_opengl3 ALIAS third_party_imgui_opengl3)
    target_include_directories(third_party_imgui_opengl3 SYSTEM PUBLIC ${XINGKE_DEPS}/imgui/backends)
    target_compile_definitions(third_party_imgui_opengl3 PUBLIC IMGUI_IMPL_OPENGL_ES3)
    target_compile_options(third_party_imgui_opengl3 PRIVATE -w)
    target_link_libraries(third_party_imgui_opengl3 PUBLIC third_party_imgui)
    return()
endif()

add_library(third_party_doctest INTERFACE)
add_library(third_party::doctest ALIAS third_party_doctest)
target_include_directories(third_party_doctest SYSTEM INTERFACE ${XINGKE_DEPS}/include)

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

# Asio and Beast, headers only.
add_library(third_party_boost INTERFACE)
add_library(third_party::boost ALIAS third_party_boost)
if(EXISTS ${XINGKE_DEPS}/boost)
    target_include_directories(third_party_boost SYSTEM INTERFACE ${XINGKE_DEPS}/boost)
endif()
target_compile_definitions(third_party_boost INTERFACE BOOST_ERROR_CODE_HEADER_ONLY BOOST_ASIO_NO_DEPRECATED
    $<$<CXX_COMPILER_ID:Clang>:BOOST_ASIO_HAS_CO_AWAIT> $<$<CXX_COMPILER_ID:Clang>:BOOST_ASIO_HAS_STD_COROUTINE>)
target_link_libraries(third_party_boost INTERFACE Threads::Threads)

# xingke_pkg_config(sodium libsodium): third_party::sodium from the system's pkg-config.
function(xingke_pkg_config name)
    pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${ARGN})
    add_library(third_party_${name} INTERFACE)
    add_library(third_party::${name} ALIAS third_party_${name})
    target_link_libraries(third_party_${name} INTERFACE PkgConfig::${name})
endfunction()
xingke_pkg_config(sodium libsodium)
xingke_pkg_config(postgres libpq)
xingke_pkg_config(openssl openssl)
xingke_pkg_config(brotli libbrotlienc libbrotlidec)
xingke_pkg_config(zlib zlib)
