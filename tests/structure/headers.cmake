# Every header compiles alone, twice in one file, as C17; the public one also as older C and
# as C++, with a plugin built from it.  Files are written into ROOM.

cmake_minimum_required(VERSION 3.25)
file(MAKE_DIRECTORY ${ROOM})
file(GLOB_RECURSE headers RELATIVE ${ROOT}/core ${ROOT}/core/*.h)
if(NOT headers)
  message(FATAL_ERROR "${ROOT}/core: holds no headers")
endif()
set(warnings -Wall -Wextra -Wconversion -Wshadow -Werror)
set(plugin "#include <smtplogscan/plugin.h>
static const char *const relays[] = {\"a.example\", NULL};
static const sls_rule rules[] = {{.reply = 550, .id = \"a\", .cause = \"user-unknown\"}};
SLS_PLUGIN(.name = \"a\", .version = \"1\", .title = \"A\", .relays = relays,
           .rules = rules, .rule_count = SLS_COUNT(rules));
")

function(compile name text)
  file(WRITE ${ROOM}/${name} "${text}")
  execute_process(COMMAND ${ARGN} -fsyntax-only ${ROOM}/${name}
                  RESULT_VARIABLE result ERROR_VARIABLE said)
  if(NOT result EQUAL 0)
    message(SEND_ERROR "${text} by ${ARGN}:\n${said}")
  endif()
endfunction()

foreach(header ${headers})
  string(REPLACE "/" "_" name ${header})
  compile(${name}.c "#include \"${header}\"\n#include \"${header}\"\n" ${CC} -std=c17
          -D_GNU_SOURCE ${warnings} -I${ROOT}/core -I${ROOT}/include)
endforeach()

set(public "#include <smtplogscan/plugin.h>\n#include <smtplogscan/plugin.h>\n")
foreach(standard c11 c17)
  compile(public_${standard}.c "${public}" ${CC} -std=${standard} -pedantic ${warnings}
          -I${ROOT}/include)
  compile(plugin_${standard}.c "${plugin}" ${CC} -std=${standard} -pedantic
          -Wno-missing-field-initializers ${warnings} -I${ROOT}/include)
endforeach()
if(NOT CXX)
  message("no C++ compiler: plugin.h is not tried as C++")
  return()
endif()
foreach(standard c++11 c++17 c++20)
  compile(public_${standard}.cc "${public}" ${CXX} -std=${standard} -pedantic ${warnings}
          -I${ROOT}/include)
endforeach()
