# The rules of house style that can be counted: no file over 400 lines but a rule table, no
# function that cannot know its room, and stderr only where the program speaks.

cmake_minimum_required(VERSION 3.25)
set(longest 400)
set(banned "strcpy|strcat|sprintf|vsprintf|gets|system|popen|mktemp|tmpnam|alloca|strtok|atoi")
set(faults "")

file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/core/*.c ${ROOT}/core/*.h
     ${ROOT}/plugins/*.c ${ROOT}/plugins/*.h)
if(NOT sources)
  message(FATAL_ERROR "${ROOT}: holds no sources")
endif()

# Complains about every line that matches.
function(refuse_lines source regex sentence)
  file(STRINGS ${ROOT}/${source} lines REGEX "${regex}" ENCODING UTF-8)
  foreach(line ${lines})
    string(STRIP "${line}" line)
    list(APPEND faults "${source}: ${line}: ${sentence}")
  endforeach()
  set(faults "${faults}" PARENT_SCOPE)
endfunction()

foreach(source ${sources})
  file(READ ${ROOT}/${source} text)
  string(REGEX MATCHALL "\n" ends "${text}")
  list(LENGTH ends lines)
  set(is_table FALSE)
  if(source MATCHES "^plugins/" AND text MATCHES "\nSLS_PLUGIN\\(")
    set(is_table TRUE)
  endif()
  if(lines GREATER longest AND NOT is_table)
    list(APPEND faults "${source}: ${lines} lines; at most ${longest}")
  endif()
  refuse_lines(${source} "(^|[^A-Za-z0-9_])(${banned})[(]" "is banned")
  if(NOT source MATCHES "^core/app/" AND NOT source STREQUAL "core/base/arena.c")
    refuse_lines(${source} "(^|[^A-Za-z0-9_])stderr([^A-Za-z0-9_]|$)"
                 "only app/ prints to stderr")
  endif()
endforeach()

foreach(fault ${faults})
  message("${fault}")
endforeach()
if(faults)
  message(FATAL_ERROR "house style is broken")
endif()
