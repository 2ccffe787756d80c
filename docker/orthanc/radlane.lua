-- Asks radlane for a job when a study has arrived in this Orthanc (it is "stable": nothing came for StableAge seconds).
-- RADLANE_URL is the service, RADLANE_KEY_FILE a file with an API key of the scope jobs:write.
--
-- Results come back into the study, which is then stable again: what radlane made is not counted, and a study whose other
-- series are as they were is not asked for again. A call that fails is tried again with each heartbeat
-- (LuaHeartBeatPeriod), as long as this Orthanc runs.

local URL = os.getenv('RADLANE_URL') or 'http://radlane:8080'
local KEY_FILE = os.getenv('RADLANE_KEY_FILE') or '/run/secrets/trigger_key'
local TIMEOUT_SECONDS = 5 -- no other script runs meanwhile
local OURS = 'radlane' -- Manufacturer of results
local ASKED = '4711' -- user-defined metadata of a study: a line for each accepted job, its model and the series
local MOST = 20 -- studies that one heartbeat asks for

-- What is asked for: a model for each Modality.
local MODELS = {CR = 'cxr-lungs', DX = 'cxr-lungs', CT = 'ct-tissue'}

local waiting = {} -- studies that could not be asked for, the one that was tried last at the end

local function read(path)
  local file = io.open(path, 'r')
  if file == nil then
    return nil
  end
  local text = file:read('*l')
  file:close()
  return text
end

-- A line for each model, with its series and how many instances they have: a study that grows is asked for again.
local function wanted(study)
  local found = {}
  for _, series in ipairs(ParseJson(RestApiGet('/studies/' .. study .. '/series'))) do
    local model = MODELS[series.MainDicomTags.Modality]
    if model ~= nil and series.MainDicomTags.Manufacturer ~= OURS then
      found[model] = found[model] or {}
      table.insert(found[model], series.ID .. ' ' .. #series.Instances)
    end
  end
  local lines = {}
  for model, series in pairs(found) do
    table.sort(series)
    lines[model] = model .. ' ' .. table.concat(series, ' ')
  end
  return lines
end

-- The lines of jobs that were accepted.
local function asked(study)
  local lines = {}
  local all = ParseJson(RestApiGet('/studies/' .. study .. '/metadata?expand'))
  for line in string.gmatch(all[ASKED] or '', '[^\n]+') do
    lines[string.match(line, '^%S+')] = line
  end
  return lines
end

local function put_asked(study, lines)
  local all = {}
  for _, line in pairs(lines) do
    table.insert(all, line)
  end
  RestApiPut('/studies/' .. study .. '/metadata/' .. ASKED, table.concat(all, '\n'))
end

local function forget(study)
  for place = #waiting, 1, -1 do
    if waiting[place] == study then
      table.remove(waiting, place)
    end
  end
end

-- Returns whether radlane has accepted the job, and whether it has answered at all; the answer and the study's UID are not
-- logged.
local function ask(uid, model)
  local key = read(KEY_FILE)
  if key == nil then
    return false, false
  end
  local headers = {['Authorization'] = 'Bearer ' .. key, ['Content-Type'] = 'application/json'}
  if SetHttpTimeout ~= nil then -- since Orthanc 1.11.1
    SetHttpTimeout(TIMEOUT_SECONDS)
  end
  local done, answer = pcall(HttpPost, URL .. '/v1/jobs', DumpJson({study = uid, model = model}), headers)
  if not done or answer == nil then
    return false, false
  end
  -- Orthanc hands the body of a refusal over too, or nothing: a job has an id, a problem has a code
  local read, job = pcall(ParseJson, answer)
  return read and type(job) == 'table' and job.id ~= nil and job.code == nil, true
end

-- Asks for what was not accepted yet; returns whether all calls were answered.
local function consider(study)
  forget(study)
  local done = asked(study)
  local uid = ParseJson(RestApiGet('/studies/' .. study)).MainDicomTags.StudyInstanceUID
  local all, all_answered = true, true
  for model, line in pairs(wanted(study)) do
    if line ~= done[model] then
      local accepted, answered = ask(uid, model)
      if accepted then
        done[model] = line
        put_asked(study, done)
      else
        all = false
        all_answered = all_answered and answered
        print('radlane: the job of study ' .. study .. ' with ' .. model .. ' was not accepted')
      end
    end
  end
  if not all then
    table.insert(waiting, study)
  end
  return all_answered
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
