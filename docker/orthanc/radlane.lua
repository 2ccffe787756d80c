-- Tells radlane of a study that has arrived in this Orthanc (it is "stable": nothing came for StableAge seconds). What
-- is analysed, radlane's rules say: docs/triggers.md, also for the environment variables.
--
-- Results come back into the study, which is then stable again: what radlane made is not counted, and a study whose other
-- series are as they were is not told again. A call that fails is tried again with each heartbeat (LuaHeartBeatPeriod),
-- as long as this Orthanc runs.

local URL = os.getenv('RADLANE_URL') or 'http://radlane:8080'
local KEY_FILE = os.getenv('RADLANE_KEY_FILE') or '/run/secrets/trigger_key'
local ARCHIVE = os.getenv('RADLANE_ARCHIVE') -- this Orthanc in radlane's settings; none: radlane's default archive
local EXPECT = os.getenv('RADLANE_EXPECT') == 'yes' -- the archive gets its images from here: it is waited for
local TIMEOUT_SECONDS = 5 -- no other script runs meanwhile
local OURS = 'radlane' -- Manufacturer of results
local TOLD = '4711' -- user-defined metadata of a study: the series that radlane was told of
local MOST = 20 -- studies that one heartbeat tells

local waiting = {} -- studies that could not be told, the one that was tried last at the end

local function read(path)
  local file = io.open(path, 'r')
  if file == nil then
    return nil
  end
  local text = file:read('*l')
  file:close()
  return text
end

-- The series that others made, with how many instances they have: a study that grows is told again.
local function seen(study)
  local lines, instances = {}, 0
  for _, series in ipairs(ParseJson(RestApiGet('/studies/' .. study .. '/series'))) do
    if series.MainDicomTags.Manufacturer ~= OURS then
      table.insert(lines, series.ID .. ' ' .. #series.Instances)
      instances = instances + #series.Instances
    end
  end
  table.sort(lines)
  return {text = table.concat(lines, '\n'), series = #lines, instances = instances}
end

local function told(study)
  return ParseJson(RestApiGet('/studies/' .. study .. '/metadata?expand'))[TOLD]
end

local function forget(study)
  for place = #waiting, 1, -1 do
    if waiting[place] == study then
      table.remove(waiting, place)
    end
  end
end

-- Returns whether radlane has taken note, and whether it has answered at all; the answer and the study's UID are not
-- logged.
local function tell(uid, size)
  local key = read(KEY_FILE)
  if key == nil then
    return false, false
  end
  local event = {study = uid, archive = ARCHIVE, wait = false} -- it would ask this Orthanc, which waits
  if EXPECT then
    event.series, event.instances = size.series, size.instances
  end
  local headers = {['Authorization'] = 'Bearer ' .. key, ['Content-Type'] = 'application/json'}
  if SetHttpTimeout ~= nil then -- since Orthanc 1.11.1
    SetHttpTimeout(TIMEOUT_SECONDS)
  end
  local done, answer = pcall(HttpPost, URL .. '/v1/events/orthanc', DumpJson(event), headers)
  if not done or answer == nil then
    return false, false
  end
  -- Orthanc hands the body of a refusal over too, or nothing: an answer has jobs, maybe none, a problem has a code
  local read, said = pcall(ParseJson, answer)
  return read and type(said) == 'table' and said.jobs ~= nil and said.code == nil, true
end

-- Tells what was not told yet; returns whether radlane answered.
local function consider(study)
  forget(study)
  local size = seen(study)
  if size.series == 0 or size.text == told(study) then
    return true
  end
  local uid = ParseJson(RestApiGet('/studies/' .. study)).MainDicomTags.StudyInstanceUID
  local accepted, answered = tell(uid, size)
  if accepted then
    RestApiPut('/studies/' .. study .. '/metadata/' .. TOLD, size.text)
  else
    table.insert(waiting, study)
    print('radlane: study ' .. study .. ' was not accepted')
  end
  return answered
end

function OnStableStudy(study, tags, metadata)
  consider(study)
end

function OnDeletedStudy(study)
  forget(study)
end

-- Few, for a short time, and one call that nobody answers is enough: no other script runs meanwhile, and nothing is
-- received. What failed goes to the end; what is always refused holds up nobody.
function OnHeartBeat()
  local latest = os.time() + TIMEOUT_SECONDS
  for _ = 1, math.min(MOST, #waiting) do
    if not consider(waiting[1]) or os.time() > latest then
      return
    end
  end
end
